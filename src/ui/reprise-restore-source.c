/* SPDX-License-Identifier: GPL-3.0-or-later
 * Chooses what to restore from: a database, one of its nodes, a repository. */

#include "config.h"

#include "ui/reprise-restore-source.h"

#include "ui/reprise-node-label.h"
#include "ui/reprise-repository-words.h"
#include "ui/reprise-form-field.h"
#include "ui/reprise-restore-option.h"

#include <glib/gi18n.h>

struct _RepriseRestoreSource
{
  AdwBin parent_instance;

  GtkDropDown *database_chooser;
  RepriseFormField *database_field;
  GtkDropDown *node_chooser;
  RepriseFormField *node_field;
  GtkDropDown *repository_chooser;
  RepriseFormField *repository_field;

  RepriseRestoreEditor *editor;
  gboolean is_changing; /* lists are being filled: none of that is a choice */
};

G_DEFINE_FINAL_TYPE (RepriseRestoreSource, reprise_restore_source, ADW_TYPE_BIN)

static RepriseRestoreOption *
new_database_option (RepriseRestoreEditor *editor, RepriseDatabase *database)
{
  RepriseRestoreContext *catalogue = reprise_restore_editor_get_catalogue (editor);
  const char *id = reprise_database_get_id (database);
  const char *name = reprise_database_get_name (database);
  const char *title = reprise_database_get_title (database);
  RepriseCluster *cluster =
      reprise_restore_context_find_cluster (catalogue, reprise_database_get_cluster_id (database));
  RepriseEligibility eligibility = reprise_restore_context_judge_source (catalogue, id);
  const char *rule = reprise_eligibility_describe (eligibility);
  const char *cluster_name = cluster == NULL ? NULL : reprise_cluster_get_name (cluster);
  g_autofree char *both = NULL;
  g_autofree char *words = NULL;

  if (g_strcmp0 (name, title) != 0)
    /* Translators: a database's display name, and its name in PostgreSQL. */
    both = g_strdup_printf (_ ("%s (%s)"), title, name);
  if (cluster_name != NULL && rule != NULL)
    /* Translators: a cluster, and why a database on it cannot be the source of a restore. */
    words = g_strdup_printf (_ ("Cluster %s. %s"), cluster_name, rule);
  else if (cluster_name != NULL)
    words = g_strdup_printf (_ ("Cluster %s"), cluster_name);
  return reprise_restore_option_new (id,
                                     both != NULL ? both : title,
                                     words != NULL ? words : rule,
                                     reprise_eligibility_may_be_chosen (eligibility));
}

/* The target first, as it is what is meant most of the time. */
static GListModel *
list_databases (RepriseRestoreEditor *editor)
{
  RepriseRestoreContext *catalogue = reprise_restore_editor_get_catalogue (editor);
  RepriseDatabase *target = reprise_restore_context_get_target (catalogue);
  GPtrArray *databases = reprise_restore_context_get_databases (catalogue);
  GListStore *options = g_list_store_new (REPRISE_TYPE_RESTORE_OPTION);
  g_autoptr (RepriseRestoreOption) first = new_database_option (editor, target);

  g_list_store_append (options, first);
  for (guint i = 0; i < databases->len; i++)
    {
      RepriseDatabase *database = g_ptr_array_index (databases, i);
      g_autoptr (RepriseRestoreOption) option = NULL;

      if (g_strcmp0 (reprise_database_get_id (database), reprise_database_get_id (target)) == 0)
        continue;
      option = new_database_option (editor, database);
      g_list_store_append (options, option);
    }
  return G_LIST_MODEL (options);
}

static GListModel *
list_nodes (RepriseRestoreForm *form)
{
  RepriseDatabase *source = reprise_restore_form_get_source_database (form);
  GPtrArray *nodes = source == NULL ? NULL : reprise_database_get_nodes (source);
  GListStore *options = g_list_store_new (REPRISE_TYPE_RESTORE_OPTION);

  for (guint i = 0; nodes != NULL && i < nodes->len; i++)
    {
      RepriseNode *node = g_ptr_array_index (nodes, i);
      g_autofree char *words = reprise_node_dup_words (node);
      g_autoptr (RepriseRestoreOption) option =
                     reprise_restore_option_new (reprise_node_get_name (node), words, NULL, TRUE);

      g_list_store_append (options, option);
    }
  return G_LIST_MODEL (options);
}

static GListModel *
list_repositories (RepriseRestoreEditor *editor, RepriseRestoreForm *form)
{
  RepriseRestoreContext *context = reprise_restore_form_get_context (form);
  const char *database_id = reprise_restore_form_get_source_database_id (form);
  const char *node_name = reprise_restore_form_get_source_node (form);
  g_autoptr (GPtrArray) repositories =
                 reprise_restore_context_list_repositories (context, database_id);
  const char *current =
      node_name == NULL
          ? NULL
          : reprise_restore_context_get_current_repository_id (context, database_id, node_name);
  g_autoptr (GPtrArray) choices =
                 reprise_repository_list_choices_of (repositories,
                                                     current,
                                                     reprise_restore_editor_get_zone (editor));
  GListStore *options = g_list_store_new (REPRISE_TYPE_RESTORE_OPTION);

  for (guint i = 0; i < choices->len; i++)
    {
      const RepriseRepositoryChoice *choice = g_ptr_array_index (choices, i);
      g_autoptr (RepriseRestoreOption) option =
                     reprise_restore_option_new (choice->id, choice->text, choice->id, TRUE);

      g_list_store_append (options, option);
    }
  return G_LIST_MODEL (options);
}

static void
show_what_was_not_read (RepriseRestoreSource *self)
{
  const GError *error = reprise_restore_context_get_sources_error (
      reprise_restore_editor_get_catalogue (self->editor));
  g_autofree char *help = NULL;

  if (error == NULL)
    return;
  /* Translators: reason, a sentence. */
  help = g_strdup_printf (_ ("What other databases could serve was not found out. %s"),
                          error->message);
  g_object_set (self->database_field, "help", help, NULL);
}

static void
update (RepriseRestoreSource *self)
{
  RepriseRestoreForm *form = reprise_restore_editor_get_form (self->editor);
  g_autoptr (GListModel) databases = NULL;
  g_autoptr (GListModel) nodes = NULL;
  g_autoptr (GListModel) repositories = NULL;

  if (form == NULL)
    return;
  databases = list_databases (self->editor);
  nodes = list_nodes (form);
  repositories = list_repositories (self->editor, form);
  self->is_changing = TRUE;
  reprise_restore_options_show (self->database_chooser,
                                databases,
                                reprise_restore_form_get_source_database_id (form));
  reprise_restore_options_show (self->node_chooser,
                                nodes,
                                reprise_restore_form_get_source_node (form));
  reprise_restore_options_show (self->repository_chooser,
                                repositories,
                                reprise_restore_form_get_repository_id (form));
  self->is_changing = FALSE;
  show_what_was_not_read (self);
  reprise_form_field_show_problem (self->database_field,
                                   self->editor,
                                   REPRISE_RESTORE_FIELD_SOURCE_DATABASE);
  reprise_form_field_show_problem (self->node_field,
                                   self->editor,
                                   REPRISE_RESTORE_FIELD_SOURCE_NODE);
  reprise_form_field_show_problem (self->repository_field,
                                   self->editor,
                                   REPRISE_RESTORE_FIELD_REPOSITORY);
}

/* What cannot be chosen is not chosen, by whatever way it was tried. */
static void
choose (RepriseRestoreSource *self,
        GtkDropDown *chooser,
        RepriseRestoreForm *(*with) (RepriseRestoreForm *, const char *) )
{
  const char *id = reprise_restore_options_get_selected (chooser);

  if (self->is_changing || self->editor == NULL)
    return;
  if (id == NULL)
    update (self);
  else
    reprise_restore_editor_change (self->editor,
                                   with (reprise_restore_editor_get_form (self->editor), id));
}

static void
database_selected_cb (RepriseRestoreSource *self)
{
  choose (self, self->database_chooser, reprise_restore_form_with_source_database);
}

static void
node_selected_cb (RepriseRestoreSource *self)
{
  choose (self, self->node_chooser, reprise_restore_form_with_source_node);
}

static void
repository_selected_cb (RepriseRestoreSource *self)
{
  choose (self, self->repository_chooser, reprise_restore_form_with_repository);
}

static void
reprise_restore_source_dispose (GObject *object)
{
  RepriseRestoreSource *self = REPRISE_RESTORE_SOURCE (object);

  self->is_changing = TRUE;
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_RESTORE_SOURCE);
  g_clear_object (&self->editor);
  G_OBJECT_CLASS (reprise_restore_source_parent_class)->dispose (object);
}

static void
reprise_restore_source_class_init (RepriseRestoreSourceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_restore_source_dispose;

  g_type_ensure (REPRISE_TYPE_FORM_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-restore-source.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreSource, database_chooser);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreSource, database_field);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreSource, node_chooser);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreSource, node_field);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreSource, repository_chooser);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreSource, repository_field);
  gtk_widget_class_bind_template_callback (widget_class, database_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, node_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, repository_selected_cb);
}

static void
reprise_restore_source_init (RepriseRestoreSource *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  reprise_restore_options_set_up (self->database_chooser);
  reprise_restore_options_set_up (self->node_chooser);
  reprise_restore_options_set_up (self->repository_chooser);
}

/**
 * reprise_restore_source_new:
 *
 * Returns: (transfer floating): a widget that shows nothing yet
 */
RepriseRestoreSource *
reprise_restore_source_new (void)
{
  return g_object_new (REPRISE_TYPE_RESTORE_SOURCE, NULL);
}

/**
 * reprise_restore_source_set_editor:
 * @self: a widget that has no editor yet
 * @editor: what it shows and changes
 */
void
reprise_restore_source_set_editor (RepriseRestoreSource *self, RepriseRestoreEditor *editor)
{
  g_return_if_fail (REPRISE_IS_RESTORE_SOURCE (self));

  g_set_object (&self->editor, editor);
  g_signal_connect_object (editor, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}
