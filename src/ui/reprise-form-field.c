/* SPDX-License-Identifier: GPL-3.0-or-later
 * A field of a form: its title, a word of help, a widget, and what is wrong with it.
 *
 * What is wrong can be reached with the keyboard, as text that can be selected, and is told to
 * assistive technology together with the widget. */

#include "config.h"

#include "ui/reprise-form-field.h"

struct _RepriseFormField
{
  GtkWidget parent_instance;

  GtkBox *content_box;
  GtkBox *heading_box;
  GtkLabel *help_label;
  GtkBox *problem_box;
  GtkImage *problem_image;
  GtkLabel *problem_label;
  GtkLabel *title_label;

  GtkWidget *content; /* in content_box */
};

G_DEFINE_FINAL_TYPE (RepriseFormField, reprise_form_field, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_CONTENT,
  PROP_HELP,
  PROP_TITLE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* What else is to be read out with the widget. Not as the relation of an error message: that takes
 * one widget in GTK 4.8 and a list of them in 4.18, where one alone ends the program. */
static void
update_accessible (RepriseFormField *self)
{
  const char *problem = gtk_label_get_label (self->problem_label);
  const char *help = gtk_label_get_label (self->help_label);
  gboolean is_wrong = gtk_widget_has_css_class (GTK_WIDGET (self->problem_label), "error");

  if (self->content == NULL)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->content),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  *problem != '\0' ? problem : help,
                                  -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->content),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE
                                        : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
set_content (RepriseFormField *self, GtkWidget *content)
{
  if (content == NULL)
    return;
  self->content = content;
  gtk_box_append (self->content_box, content);
  gtk_label_set_mnemonic_widget (self->title_label, content);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (content),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->title_label,
                                  NULL,
                                  -1);
  update_accessible (self);
}

static void
set_help (RepriseFormField *self, const char *help)
{
  gtk_label_set_label (self->help_label, help == NULL ? "" : help);
  gtk_widget_set_visible (GTK_WIDGET (self->help_label), help != NULL && *help != '\0');
  update_accessible (self);
}

static void
reprise_form_field_get_property (GObject *object,
                                 guint property_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  RepriseFormField *self = REPRISE_FORM_FIELD (object);

  switch (property_id)
    {
    case PROP_CONTENT:
      g_value_set_object (value, self->content);
      break;
    case PROP_HELP:
      g_value_set_string (value, gtk_label_get_label (self->help_label));
      break;
    case PROP_TITLE:
      g_value_set_string (value, gtk_label_get_label (self->title_label));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_form_field_set_property (GObject *object,
                                 guint property_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  RepriseFormField *self = REPRISE_FORM_FIELD (object);

  switch (property_id)
    {
    case PROP_CONTENT:
      set_content (self, g_value_get_object (value));
      break;
    case PROP_HELP:
      set_help (self, g_value_get_string (value));
      break;
    case PROP_TITLE:
      reprise_form_field_set_title (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_form_field_dispose (GObject *object)
{
  RepriseFormField *self = REPRISE_FORM_FIELD (object);

  self->content = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_FORM_FIELD);
  G_OBJECT_CLASS (reprise_form_field_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_HELP] = g_param_spec_string ("help", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
reprise_form_field_class_init (RepriseFormFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = reprise_form_field_get_property;
  object_class->set_property = reprise_form_field_set_property;
  object_class->dispose = reprise_form_field_dispose;
  install_properties (object_class);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-form-field.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseFormField, content_box);
  gtk_widget_class_bind_template_child (widget_class, RepriseFormField, heading_box);
  gtk_widget_class_bind_template_child (widget_class, RepriseFormField, help_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseFormField, problem_box);
  gtk_widget_class_bind_template_child (widget_class, RepriseFormField, problem_image);
  gtk_widget_class_bind_template_child (widget_class, RepriseFormField, problem_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseFormField, title_label);
}

static void
reprise_form_field_init (RepriseFormField *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reprise_form_field_new:
 *
 * Returns: (transfer floating): a field without a widget
 */
RepriseFormField *
reprise_form_field_new (void)
{
  return g_object_new (REPRISE_TYPE_FORM_FIELD, NULL);
}

/**
 * reprise_form_field_set_title:
 * @self: a field
 * @title: its title, with a mnemonic; property `title`
 */
void
reprise_form_field_set_title (RepriseFormField *self, const char *title)
{
  g_return_if_fail (REPRISE_IS_FORM_FIELD (self));
  gtk_label_set_label (self->title_label, title == NULL ? "" : title);
  gtk_widget_set_visible (GTK_WIDGET (self->title_label), title != NULL && *title != '\0');
}

/**
 * reprise_form_field_set_mnemonic_widget:
 * @self: a field
 * @widget: (nullable): what the title's mnemonic goes to, where that is not the content itself
 */
void
reprise_form_field_set_mnemonic_widget (RepriseFormField *self, GtkWidget *widget)
{
  g_return_if_fail (REPRISE_IS_FORM_FIELD (self));
  gtk_label_set_mnemonic_widget (self->title_label, widget);
}

/**
 * reprise_form_field_set_problem:
 * @self: a field
 * @text: (nullable): what is wrong there; %NULL for nothing
 * @is_missing: whether it is only that something is still to be filled in
 */
void
reprise_form_field_set_problem (RepriseFormField *self, const char *text, gboolean is_missing)
{
  g_return_if_fail (REPRISE_IS_FORM_FIELD (self));

  if (text != NULL && !is_missing)
    gtk_widget_add_css_class (GTK_WIDGET (self->problem_label), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->problem_label), "error");
  gtk_image_set_from_icon_name (self->problem_image,
                                is_missing ? "dialog-information-symbolic"
                                           : "dialog-error-symbolic");
  gtk_label_set_label (self->problem_label, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_box), text != NULL);
  update_accessible (self);
}

/**
 * reprise_form_field_show_problem:
 * @self: a field
 * @editor: a restore that is being put together
 * @field: the field of its form that @self is
 *
 * Shows what is wrong there.
 */
void
reprise_form_field_show_problem (RepriseFormField *self,
                                 RepriseRestoreEditor *editor,
                                 RepriseRestoreField field)
{
  gboolean is_missing = FALSE;
  g_autofree char *text = reprise_restore_editor_dup_problem (editor, field, &is_missing);

  reprise_form_field_set_problem (self, text, is_missing);
}

/**
 * reprise_form_field_get_problem:
 * @self: a field
 *
 * Returns: (nullable): what is wrong there, as it is shown
 */
const char *
reprise_form_field_get_problem (RepriseFormField *self)
{
  g_return_val_if_fail (REPRISE_IS_FORM_FIELD (self), NULL);
  return gtk_widget_get_visible (GTK_WIDGET (self->problem_box))
             ? gtk_label_get_label (self->problem_label)
             : NULL;
}
