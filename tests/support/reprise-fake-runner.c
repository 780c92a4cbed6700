/* SPDX-License-Identifier: GPL-3.0-or-later
 * A runner that runs nothing: it answers as programmed and remembers what it was asked. */

#include "config.h"

#include "support/reprise-fake-runner.h"

#include "engine/reprise-engine-error.h"
#include "support/reprise-fake-process.h"

#include <string.h>

/* What is done for commands that match a pattern. */
typedef struct
{
  GPatternSpec *pattern;
  RepriseFakeRunnerFunc func;
  gpointer user_data;
  int exit_status;
  char *output;
  char *errors;
  gboolean runs_on;
} Rule;

struct _RepriseFakeRunner
{
  GObject parent_instance;

  /* Guards what follows; rules and calls are only added to. */
  GMutex mutex;
  GPtrArray *rules;
  GPtrArray *calls;
};

static void reprise_fake_runner_runner_init (RepriseRunnerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RepriseFakeRunner,
                               reprise_fake_runner,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (REPRISE_TYPE_RUNNER,
                                                      reprise_fake_runner_runner_init))

static void
free_rule (gpointer data)
{
  Rule *rule = data;

  g_pattern_spec_free (rule->pattern);
  g_free (rule->output);
  g_free (rule->errors);
  g_free (rule);
}

static void
free_call (gpointer data)
{
  RepriseFakeCall *call = data;

  g_free (call->line);
  g_strfreev (call->argv);
  g_strfreev (call->environment);
  g_free (call->directory);
  g_clear_pointer (&call->input, g_bytes_unref);
  g_free (call->log_path);
  g_free (call);
}

static Rule *
add_rule (RepriseFakeRunner *self, const char *pattern)
{
  Rule *rule = g_new0 (Rule, 1);
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  rule->pattern = g_pattern_spec_new (pattern);
  g_ptr_array_add (self->rules, rule);

  return rule;
}

static RepriseFakeCall *
record_call (RepriseFakeRunner *self, const RepriseCommand *command, const char *log_path)
{
  RepriseFakeCall *call = g_new0 (RepriseFakeCall, 1);
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  call->line = g_strjoinv (" ", (GStrv) command->argv);
  call->argv = g_strdupv ((GStrv) command->argv);
  call->environment = g_strdupv ((GStrv) command->environment);
  call->directory = g_strdup (command->directory);
  call->input = command->input != NULL ? g_bytes_ref (command->input) : NULL;
  call->log_path = g_strdup (log_path);
  g_ptr_array_add (self->calls, call);

  return call;
}

/* The newest rule that matches. Something unexpected fails the test, also where the caller takes
 * the error for granted. */
static Rule *
find_rule (RepriseFakeRunner *self, const char *line, GError **error)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  for (guint i = self->rules->len; i > 0; i--)
    {
      Rule *rule = g_ptr_array_index (self->rules, i - 1);

      if (g_pattern_spec_match_string (rule->pattern, line))
        return rule;
    }

  g_test_fail_printf ("Nobody expected the command: %s", line);
  g_set_error_literal (error,
                       REPRISE_ENGINE_ERROR,
                       REPRISE_ENGINE_ERROR_NOT_FOUND,
                       "The fake runner knows no such command");
  return NULL;
}

static void
hand_over_lines (const RepriseCommand *command, const char *text, gsize length)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) length);
  g_auto (GStrv) lines = g_strsplit (valid, "\n", -1);

  for (guint i = 0; command->line_func != NULL && lines[i] != NULL; i++)
    if (lines[i + 1] != NULL || *lines[i] != '\0')
      command->line_func (lines[i], command->line_data);
}

static RepriseRunResult *
new_result (const Rule *rule)
{
  RepriseRunResult *result = g_new0 (RepriseRunResult, 1);

  result->exit_status = rule->exit_status;
  reprise_fake_result_set_output (result, rule->output);
  reprise_fake_result_set_errors (result, rule->errors);

  return result;
}

static RepriseRunResult *
reprise_fake_runner_run (RepriseRunner *runner,
                         const RepriseCommand *command,
                         GCancellable *cancellable,
                         GError **error)
{
  RepriseFakeRunner *self = REPRISE_FAKE_RUNNER (runner);
  g_autoptr (RepriseRunResult) result = NULL;
  const char *output;
  gsize length;
  Rule *rule;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  rule = find_rule (self, record_call (self, command, NULL)->line, error);
  if (rule == NULL)
    return NULL;

  result = new_result (rule);
  if (rule->func != NULL && !rule->func (command, result, cancellable, rule->user_data, error))
    return NULL;
  output = g_bytes_get_data (result->output, &length);
  hand_over_lines (command, output, length);
  hand_over_lines (command, result->errors, strlen (result->errors));

  return g_steal_pointer (&result);
}

static RepriseProcess *
reprise_fake_runner_spawn (RepriseRunner *runner,
                           const RepriseCommand *command,
                           const char *log_path,
                           GError **error)
{
  RepriseFakeRunner *self = REPRISE_FAKE_RUNNER (runner);
  Rule *rule = find_rule (self, record_call (self, command, log_path)->line, error);
  g_autoptr (RepriseFakeProcess) process = NULL;

  if (rule == NULL)
    return NULL;
  if (rule->output != NULL && !g_file_set_contents (log_path, rule->output, -1, error))
    return NULL;

  process = reprise_fake_process_new (100000 + (int) reprise_fake_runner_get_n_calls (self));
  if (!rule->runs_on)
    reprise_fake_process_end (process);

  return REPRISE_PROCESS (g_steal_pointer (&process));
}

static void
reprise_fake_runner_finalize (GObject *object)
{
  RepriseFakeRunner *self = REPRISE_FAKE_RUNNER (object);

  g_mutex_clear (&self->mutex);
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  g_clear_pointer (&self->calls, g_ptr_array_unref);

  G_OBJECT_CLASS (reprise_fake_runner_parent_class)->finalize (object);
}

static void
reprise_fake_runner_runner_init (RepriseRunnerInterface *iface)
{
  iface->run = reprise_fake_runner_run;
  iface->spawn = reprise_fake_runner_spawn;
}

static void
reprise_fake_runner_class_init (RepriseFakeRunnerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_fake_runner_finalize;
}

static void
reprise_fake_runner_init (RepriseFakeRunner *self)
{
  g_mutex_init (&self->mutex);
  self->rules = g_ptr_array_new_with_free_func (free_rule);
  self->calls = g_ptr_array_new_with_free_func (free_call);
}

/** reprise_fake_runner_new: Returns: (transfer full): a runner that expects nothing yet. */
RepriseFakeRunner *
reprise_fake_runner_new (void)
{
  return g_object_new (REPRISE_TYPE_FAKE_RUNNER, NULL);
}

/**
 * reprise_fake_runner_add:
 * @pattern: with `*` and `?`, for the whole of the arguments joined by spaces; of several that
 *   match the one added last counts
 * @exit_status: what the command returns
 * @output: (nullable): what it writes
 * @errors: (nullable): and on standard error
 */
void
reprise_fake_runner_add (RepriseFakeRunner *self,
                         const char *pattern,
                         int exit_status,
                         const char *output,
                         const char *errors)
{
  Rule *rule = add_rule (self, pattern);

  rule->exit_status = exit_status;
  rule->output = g_strdup (output);
  rule->errors = g_strdup (errors);
}

/** reprise_fake_runner_add_func: Likewise, with a function that makes the result. */
void
reprise_fake_runner_add_func (RepriseFakeRunner *self,
                              const char *pattern,
                              RepriseFakeRunnerFunc func,
                              gpointer user_data)
{
  Rule *rule = add_rule (self, pattern);

  rule->func = func;
  rule->user_data = user_data;
}

/**
 * reprise_fake_runner_add_process:
 * @runs_on: whether a spawned program goes on; else it has ended at once
 * @log: (nullable): what is in its log then, and nothing else
 *
 * Likewise, for reprise_runner_spawn(): the process is a RepriseFakeProcess.
 */
void
reprise_fake_runner_add_process (RepriseFakeRunner *self,
                                 const char *pattern,
                                 gboolean runs_on,
                                 const char *log)
{
  Rule *rule = add_rule (self, pattern);

  rule->runs_on = runs_on;
  rule->output = g_strdup (log);
}

/** reprise_fake_runner_get_n_calls: Returns: how many commands it was asked for. */
guint
reprise_fake_runner_get_n_calls (RepriseFakeRunner *self)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  return self->calls->len;
}

/** reprise_fake_runner_get_call: Returns: (transfer none): one of them, in the order they came. */
const RepriseFakeCall *
reprise_fake_runner_get_call (RepriseFakeRunner *self, guint index)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  g_assert_cmpuint (index, <, self->calls->len);
  return g_ptr_array_index (self->calls, index);
}

/** reprise_fake_runner_count: Returns: how many of them match a pattern. */
guint
reprise_fake_runner_count (RepriseFakeRunner *self, const char *pattern)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);
  guint count = 0;

  for (guint i = 0; i < self->calls->len; i++)
    {
      const RepriseFakeCall *call = g_ptr_array_index (self->calls, i);

      if (g_pattern_match_simple (pattern, call->line))
        count++;
    }

  return count;
}

/** reprise_fake_result_set_output: @text: (nullable): what the command wrote. */
void
reprise_fake_result_set_output (RepriseRunResult *result, const char *text)
{
  char *copy = g_strdup (text != NULL ? text : "");

  g_clear_pointer (&result->output, g_bytes_unref);
  /* Taken, not copied: empty bytes have data too, as those of the real runner. */
  result->output = g_bytes_new_take (copy, strlen (copy));
}

/** reprise_fake_result_set_errors: @text: (nullable): what it wrote on standard error. */
void
reprise_fake_result_set_errors (RepriseRunResult *result, const char *text)
{
  g_free (result->errors);
  result->errors = g_strdup (text != NULL ? text : "");
}
