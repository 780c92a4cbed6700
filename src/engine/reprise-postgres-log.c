/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a server said before it ended. */

#include "config.h"

#include "engine/reprise-postgres-log.h"

/* The end of a log is enough: a server says why it ends just before it does. */
#define MAX_READ_BYTES (256 * 1024)
/* Without a reason of any kind, the last messages have to do. */
#define N_LAST_MESSAGES 3

/* One message; its text is what follows the level, without time and process. */
typedef struct
{
  char *process;
  char *kind; /* such as `startup` or `client backend` */
  char *level;
  char *text;
} Message;

static void
message_free (Message *message)
{
  g_free (message->process);
  g_free (message->kind);
  g_free (message->level);
  g_free (message->text);
  g_free (message);
}

static Message *
message_new (GMatchInfo *match)
{
  Message *message = g_new0 (Message, 1);

  message->process = g_match_info_fetch_named (match, "process");
  message->kind = g_match_info_fetch_named (match, "kind");
  message->level = g_match_info_fetch_named (match, "level");
  message->text = g_strchomp (g_match_info_fetch_named (match, "text"));
  return message;
}

static void
message_continue (Message *message, const char *line)
{
  g_autofree char *before = g_steal_pointer (&message->text);
  g_autofree char *more = g_strstrip (g_strdup (line));

  message->text = g_strdup_printf ("%s %s", before, more);
}

/* `2026-11-23 03:51:42.832 UTC [6129] startup  FATAL:  …` from PostgreSQL, with or without the kind
 * of process; `… P00  ERROR: [042]: …` from pgBackRest, which has no process in brackets. A tab
 * begins a further line of the message before. */
static GPtrArray *
parse_messages (const char *text)
{
  GPtrArray *messages = g_ptr_array_new_with_free_func ((GDestroyNotify) message_free);
  g_autoptr (GRegex) regex = g_regex_new (
      "^(?:[-+0-9:. A-Z]*\\[(?<process>\\d+)\\] *(?<kind>.*?) *|[-0-9:. ]*P\\d+ +)?\\b"
      "(?<level>LOG|WARNING|ERROR|FATAL|PANIC|DETAIL|HINT|CONTEXT|INFO|STATEMENT): +"
      "(?<text>.*)$",
      G_REGEX_OPTIMIZE,
      0,
      NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (GMatchInfo) match = NULL;

      if (g_regex_match (regex, lines[i], 0, &match))
        g_ptr_array_add (messages, message_new (match));
      else if (lines[i][0] == '\t' && messages->len > 0)
        message_continue (g_ptr_array_index (messages, messages->len - 1), lines[i]);
    }
  return messages;
}

static gboolean
is_level (const Message *message, const char *level)
{
  return strcmp (message->level, level) == 0;
}

/* A client that comes too early or too late gets a FATAL of its own, which ends nothing; so does
 * every process that is told to go. */
static gboolean
is_reason (const Message *message)
{
  if (is_level (message, "PANIC"))
    return TRUE;
  return is_level (message, "FATAL") && strcmp (message->kind, "client backend") != 0 &&
         !g_str_has_prefix (message->text, "the database system is ") &&
         !g_str_has_prefix (message->text, "terminating ");
}

static void
append_words (GString *words, const char *text)
{
  if (words->len > 0)
    g_string_append (words, "; ");
  g_string_append (words, text);
}

/* pgBackRest's last error, where it is the reason that PostgreSQL found no more to read. */
static void
append_archive_error (GString *words, GPtrArray *messages, guint before)
{
  for (guint i = before; i-- > 0;)
    {
      const Message *message = g_ptr_array_index (messages, i);

      if (is_level (message, "ERROR") && message->text[0] == '[')
        {
          append_words (words, message->text);
          return;
        }
    }
}

/* What the same process said just before tells how far it came, or which line it could not read. */
static void
append_context (GString *words, GPtrArray *messages, guint reason)
{
  const Message *message = g_ptr_array_index (messages, reason);

  for (guint i = reason + 1; i < messages->len; i++)
    {
      const Message *next = g_ptr_array_index (messages, i);

      if (strcmp (next->process, message->process) != 0 ||
          !(is_level (next, "DETAIL") || is_level (next, "HINT")))
        break;
      append_words (words, next->text);
    }
  for (guint i = reason; i-- > 0;)
    {
      const Message *previous = g_ptr_array_index (messages, i);

      if (strcmp (previous->process, message->process) != 0)
        continue;
      if (is_level (previous, "LOG") || is_level (previous, "WARNING"))
        append_words (words, previous->text);
      break;
    }
  append_archive_error (words, messages, reason);
}

/**
 * reprise_postgres_log_get_end:
 * @path: a log
 *
 * Returns: its size in bytes, 0 where there is none; what follows was written later
 */
gint64
reprise_postgres_log_get_end (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file,
                                                  G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE,
                                                  NULL,
                                                  NULL);

  return info != NULL ? g_file_info_get_size (info) : 0;
}

/**
 * reprise_postgres_log_find_words:
 * @text: a part of a server's log
 *
 * Returns: (transfer full) (nullable): why the server ended, in one line: the last FATAL or PANIC
 * with its detail and hint, what the same process said before it, and pgBackRest's last error;
 * without one, the last messages; %NULL where there are none
 */
char *
reprise_postgres_log_find_words (const char *text)
{
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (GString) words = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, NULL);
  messages = parse_messages (text);
  for (guint i = messages->len; i-- > 0;)
    {
      const Message *message = g_ptr_array_index (messages, i);

      if (!is_reason (message))
        continue;
      append_words (words, message->text);
      append_context (words, messages, i);
      return g_strdup (words->str);
    }
  for (guint i = messages->len - MIN (messages->len, N_LAST_MESSAGES); i < messages->len; i++)
    append_words (words, ((const Message *) g_ptr_array_index (messages, i))->text);
  return words->len > 0 ? g_strdup (words->str) : NULL;
}

/**
 * reprise_postgres_log_read_words:
 * @path: a server's log
 * @from: bytes of it that were there before the server started
 *
 * Returns: (transfer full): like reprise_postgres_log_find_words(), or that it said nothing
 */
char *
reprise_postgres_log_read_words (const char *path, gint64 from)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  gint64 end = reprise_postgres_log_get_end (path);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  char *words = NULL;

  from = MAX (from, end - MAX_READ_BYTES);
  if (stream != NULL && g_seekable_seek (G_SEEKABLE (stream), from, G_SEEK_SET, NULL, NULL))
    bytes = g_input_stream_read_bytes (G_INPUT_STREAM (stream), MAX_READ_BYTES, NULL, NULL);
  if (bytes != NULL)
    {
      text = g_utf8_make_valid (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
      words = reprise_postgres_log_find_words (text);
    }
  return words != NULL ? words : g_strdup ("it said nothing in its log");
}
