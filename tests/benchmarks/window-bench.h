/* SPDX-License-Identifier: GPL-3.0-or-later
 * The application's own window with very many backups, for measuring what a person would wait for.
 */

#pragma once

#include "table-timing.h"

#include "restore/reprise-backend.h"
#include "ui/reprise-backup-query.h"
#include "ui/reprise-node-view.h"
#include "ui/reprise-backup-rows.h"
#include "ui/reprise-window.h"

G_BEGIN_DECLS

/**
 * WindowBench:
 * @window: the window
 * @node: the node whose backups are shown; %NULL before it is known
 * @rows: the rows of the table; %NULL before it is known
 * @view: what shows them
 * @ticker: how long the main loop was kept
 * @empty_bytes: memory taken while the window showed nothing
 *
 * A window that is measured.
 */
typedef struct
{
  RepriseWindow *window;
  RepriseNodeView *node;
  RepriseBackupRows *rows;
  GtkWidget *view;
  TableTicker ticker;
  gint64 empty_bytes;
} WindowBench;

void window_bench_open (WindowBench *self);
void window_bench_show (WindowBench *self, RepriseBackend *backend);
gint64 window_bench_await_request (WindowBench *self);
gint64 window_bench_await_first_rows (WindowBench *self);
void window_bench_await_all_rows (WindowBench *self, guint n_backups);
void window_bench_ask (WindowBench *self,
                       const char *name,
                       RepriseBackupColumn column,
                       const char *search);
void window_bench_print_memory (WindowBench *self, const char *when, guint n_backups);

G_END_DECLS
