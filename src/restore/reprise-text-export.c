/* SPDX-License-Identifier: GPL-3.0-or-later
 * An export of a text that is there already. */

#include "config.h"

#include "restore/reprise-text-export.h"

struct _RepriseTextExport
{
  GObject parent_instance;

  char *text; /* NULL once it has been read */
};

static gboolean
reprise_text_export_read (RepriseExport *export, GString *text)
{
  RepriseTextExport *self = REPRISE_TEXT_EXPORT (export);

  if (self->text != NULL)
    g_string_append (text, self->text);
  g_clear_pointer (&self->text, g_free);
  return FALSE;
}

static void
export_init (RepriseExportInterface *iface)
{
  iface->read = reprise_text_export_read;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RepriseTextExport,
                               reprise_text_export,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (REPRISE_TYPE_EXPORT, export_init))

static void
reprise_text_export_finalize (GObject *object)
{
  g_free (REPRISE_TEXT_EXPORT (object)->text);
  G_OBJECT_CLASS (reprise_text_export_parent_class)->finalize (object);
}

static void
reprise_text_export_class_init (RepriseTextExportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_text_export_finalize;
}

static void
reprise_text_export_init (RepriseTextExport *self)
{
}

/**
 * reprise_text_export_new:
 * @text: (transfer full): what goes into the file, to the byte
 *
 * Returns: (transfer full): an export of it
 */
RepriseTextExport *
reprise_text_export_new (char *text)
{
  RepriseTextExport *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_object_new (REPRISE_TYPE_TEXT_EXPORT, NULL);
  self->text = text;
  return self;
}
