/* SPDX-License-Identifier: GPL-3.0-or-later
 * A display that nobody else has.
 *
 * Where several programs share one without a window manager, each new window takes the keyboard
 * from the others: their popovers close, and GTK forgets how Tab came to where it is. */

#include "config.h"

#include "support/reprise-own-display.h"

#include <glib-unix.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Where the server writes its number. */
#define NUMBER_FD 3

/* A display's number and a line's end. */
#define NUMBER_BYTES 16

/* The server ends with its last client, and so with the program, however that ends. */
static const char *const arguments[] = {
  "Xvfb",      "-displayfd", G_STRINGIFY (NUMBER_FD),
  "-screen",   "0",          "1280x1000x24",
  "-nolisten", "tcp",        "-terminate",
  NULL,
};

static gboolean
spawn_server (int number_fd)
{
  const int source_fds[] = { number_fd };
  const int target_fds[] = { NUMBER_FD };

  return g_spawn_async_with_pipes_and_fds (NULL,
                                           arguments,
                                           NULL,
                                           G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL |
                                               G_SPAWN_STDERR_TO_DEV_NULL,
                                           NULL,
                                           NULL,
                                           -1,
                                           -1,
                                           -1,
                                           source_fds,
                                           target_fds,
                                           G_N_ELEMENTS (source_fds),
                                           NULL,
                                           NULL,
                                           NULL,
                                           NULL,
                                           NULL);
}

/* Blocks until the server takes connections; %NULL if it ends before that. */
static char *
read_number (int fd)
{
  char text[NUMBER_BYTES] = "";
  gsize length = 0;

  while (length < sizeof text - 1 && strchr (text, '\n') == NULL)
    {
      gssize n = read (fd, text + length, sizeof text - 1 - length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return NULL;
      length += n;
    }
  return g_strdup (g_strstrip (text));
}

/**
 * reprise_own_display_open:
 *
 * Starts an X server for this program and the programs that it starts; to be called before GTK is
 * initialized.
 *
 * Returns: %FALSE where there is no Xvfb; then nothing was changed
 */
gboolean
reprise_own_display_open (void)
{
  g_autofree char *number = NULL;
  g_autofree char *name = NULL;
  int pipe_fds[2];
  gboolean started;

  if (!g_unix_open_pipe (pipe_fds, FD_CLOEXEC, NULL))
    return FALSE;
  started = spawn_server (pipe_fds[1]);
  close (pipe_fds[1]);
  if (started)
    number = read_number (pipe_fds[0]);
  close (pipe_fds[0]);
  if (number == NULL)
    return FALSE;
  name = g_strdup_printf (":%s", number);
  g_setenv ("DISPLAY", name, TRUE);
  g_setenv ("GDK_BACKEND", "x11", TRUE);
  return TRUE;
}
