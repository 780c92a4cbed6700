/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where a time target is proven reachable. */

#include "config.h"

#include "model/reprise-recovery-window.h"

struct _RepriseRecoveryWindow
{
  GObject parent_instance;

  char *contiguous_max_wal;
  RepriseInstant checked_at;
  RepriseRecoverySpan *spans; /* each base_label is owned */
  gsize n_spans;
};

G_DEFINE_FINAL_TYPE (RepriseRecoveryWindow, reprise_recovery_window, G_TYPE_OBJECT)

static void
reprise_recovery_window_finalize (GObject *object)
{
  RepriseRecoveryWindow *self = REPRISE_RECOVERY_WINDOW (object);

  g_free (self->contiguous_max_wal);
  for (gsize i = 0; i < self->n_spans; i++)
    g_free ((char *) self->spans[i].base_label);
  g_free (self->spans);
  G_OBJECT_CLASS (reprise_recovery_window_parent_class)->finalize (object);
}

static void
reprise_recovery_window_class_init (RepriseRecoveryWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = reprise_recovery_window_finalize;
}

static void
reprise_recovery_window_init (RepriseRecoveryWindow *self)
{
}

/**
 * reprise_recovery_window_new:
 * @fields: what it holds; copied
 *
 * Returns: (transfer full): a recovery window
 */
RepriseRecoveryWindow *
reprise_recovery_window_new (const RepriseRecoveryWindowFields *fields)
{
  RepriseRecoveryWindow *self;

  g_return_val_if_fail (fields != NULL, NULL);

  self = g_object_new (REPRISE_TYPE_RECOVERY_WINDOW, NULL);
  self->contiguous_max_wal = g_strdup (fields->contiguous_max_wal);
  self->checked_at = fields->checked_at;
  self->spans = g_memdup2 (fields->spans, fields->n_spans * sizeof *fields->spans);
  self->n_spans = fields->n_spans;
  for (gsize i = 0; i < self->n_spans; i++)
    self->spans[i].base_label = g_strdup (fields->spans[i].base_label);
  return self;
}

/**
 * reprise_recovery_window_get_contiguous_max_wal:
 * @self: a recovery window
 *
 * Returns: (nullable): the last WAL segment before the first gap
 */
const char *
reprise_recovery_window_get_contiguous_max_wal (RepriseRecoveryWindow *self)
{
  g_return_val_if_fail (REPRISE_IS_RECOVERY_WINDOW (self), NULL);
  return self->contiguous_max_wal;
}

/**
 * reprise_recovery_window_get_checked_at:
 * @self: a recovery window
 *
 * Returns: when the archive was looked at, or %REPRISE_INSTANT_NONE
 */
RepriseInstant
reprise_recovery_window_get_checked_at (RepriseRecoveryWindow *self)
{
  g_return_val_if_fail (REPRISE_IS_RECOVERY_WINDOW (self), REPRISE_INSTANT_NONE);
  return self->checked_at;
}

/**
 * reprise_recovery_window_get_spans:
 * @self: a recovery window
 * @n_spans: (out): how many there are
 *
 * Returns: (transfer none) (nullable) (array length=n_spans): where a time target is proven
 *   reachable, in the order given
 */
const RepriseRecoverySpan *
reprise_recovery_window_get_spans (RepriseRecoveryWindow *self, gsize *n_spans)
{
  g_return_val_if_fail (REPRISE_IS_RECOVERY_WINDOW (self), NULL);
  *n_spans = self->n_spans;
  return self->spans;
}
