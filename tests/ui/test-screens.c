/* SPDX-License-Identifier: GPL-3.0-or-later
 * What holds for every window and dialog in each of its states. */

#include "config.h"

#include "screens.h"

#include "support/reprise-nameless.h"
#include "support/reprise-ui-support.h"
#include "ui/reprise-window.h"

#include <libintl.h>
#include <locale.h>

/* A window on a telephone, or on half of a small screen. */
#define NARROW 360

/* Of a screen whose text is as large as usual, as GTK counts. */
#define DPI (96 * 1024)

/* Sizes may follow from sizes. */
#define FRAMES_TO_SETTLE 4

static AdwApplication *application;

/* Of the command line. */
static char *pictures;
static char *catalogues;
static int width = NARROW;
static int height = 700;
static double text_scale = 1;
static gboolean right_to_left;

static const GOptionEntry options[] = {
  { "catalogues",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    &catalogues,
    "Translations are in FOLDER",
    "FOLDER" },
  { "height", 0, 0, G_OPTION_ARG_INT, &height, "How high they are", "PIXELS" },
  { "pictures", 0, 0, G_OPTION_ARG_FILENAME, &pictures, "Save a picture of each", "FOLDER" },
  { "right-to-left", 0, 0, G_OPTION_ARG_NONE, &right_to_left, "Mirror them", NULL },
  { "text-scale", 0, 0, G_OPTION_ARG_DOUBLE, &text_scale, "How large text is", "FACTOR" },
  { "width", 0, 0, G_OPTION_ARG_INT, &width, "How wide they are; 0 for the usual", "PIXELS" },
  { NULL }
};

static void
save_picture (GtkWidget *window, const char *name)
{
  g_autofree char *file_name = g_strdup_printf ("%s.png", name);
  g_autofree char *path = g_build_filename (pictures, file_name, NULL);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  gdk_paintable_snapshot (paintable,
                          snapshot,
                          gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

/* All screens are looked at, whatever is wrong with one. */
static void
complain (const Screen *screen, const char *what, const char *where)
{
  g_test_message ("%s %s: %s", screen->name, what, where);
  g_test_fail ();
}

/* GTK draws and styles the whole window anew for every frame of a spinner, seen or not. */
static void
check_spinners (const Screen *screen, GtkWidget *widget)
{
  if (GTK_IS_SPINNER (widget) && gtk_spinner_get_spinning (GTK_SPINNER (widget)) &&
      !gtk_widget_get_mapped (widget))
    complain (screen,
              "a spinner turns where nobody sees it, in",
              G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_spinners (screen, child);
}

/* The window of keys is GTK's own. */
static void
check_names (const Screen *screen, GtkWidget *window)
{
  g_autofree char *nameless = reprise_test_find_nameless (window);

  if (!GTK_IS_SHORTCUTS_WINDOW (window) && *nameless != '\0')
    complain (screen, "has no name for", nameless);
}

static int
get_least_width (GtkWidget *widget)
{
  int minimum = 0;

  if (gtk_widget_get_visible (widget))
    gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

static GtkWidget *
find_widest (GtkWidget *parent)
{
  GtkWidget *found = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (get_least_width (child) > (found == NULL ? 0 : get_least_width (found)))
      found = child;
  return found;
}

/* Without the frame that is drawn where nothing composes windows. */
static void
check_width (const Screen *screen, GtkWidget *window)
{
  GtkWidget *content = gtk_widget_get_first_child (window);
  g_autoptr (GString) path = g_string_new (NULL);

  if (GTK_IS_SHORTCUTS_WINDOW (window) || get_least_width (content) <= NARROW)
    return;
  for (GtkWidget *widget = content; widget != NULL; widget = find_widest (widget))
    g_string_append_printf (path, "%s %d ", G_OBJECT_TYPE_NAME (widget), get_least_width (widget));
  complain (screen, "needs a width of", path->str);
}

static gboolean
has_tooltip (GtkWidget *widget)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (gtk_widget_get_has_tooltip (widget))
      return TRUE;
  return FALSE;
}

/* Labels of libadwaita's own that it alone can give a tooltip: the desktop shows a window's title
 * elsewhere too, a list shows what is chosen in full, and what a toast tells is on the page. */
static gboolean
is_of_adwaita (GtkWidget *label)
{
  static const char *const types[] = { "AdwWindowTitle",
                                       "AdwHeaderBar",
                                       "AdwComboRow",
                                       "AdwToastWidget" };

  for (GtkWidget *widget = label; widget != NULL; widget = gtk_widget_get_parent (widget))
    for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
      if (g_str_equal (G_OBJECT_TYPE_NAME (widget), types[i]))
        return TRUE;
  return FALSE;
}

/* What has an ellipsis is said in full by a tooltip; what has none has to have its room. */
static void
check_label (const Screen *screen, GtkWidget *label)
{
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (label));
  int needed = 0;

  pango_layout_get_pixel_size (layout, &needed, NULL);
  if (is_of_adwaita (label))
    return;
  if (pango_layout_is_ellipsized (layout) ? !has_tooltip (label)
                                          : needed > gtk_widget_get_width (label))
    complain (screen, "cuts off", gtk_label_get_text (GTK_LABEL (label)));
}

static gboolean
scrolls_sideways (GtkWidget *widget)
{
  GtkPolicyType policy = GTK_POLICY_NEVER;

  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      if (GTK_IS_SCROLLED_WINDOW (widget))
        gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (widget), &policy, NULL);
      if (policy != GTK_POLICY_NEVER || GTK_IS_TEXT (widget))
        return TRUE;
    }
  return FALSE;
}

/* Nothing lies beyond the edges of its window. In a script that several fonts have to serve GTK 4.8
 * finds a place too wide for lines of several heights, so there it is not asked for. */
static void
check_place (const Screen *screen, GtkWidget *label)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (label));
  graphene_rect_t bounds;

  if (right_to_left)
    return;
  if (!gtk_widget_compute_bounds (label, window, &bounds) || scrolls_sideways (label))
    return;
  if (bounds.origin.x < 0 || bounds.origin.x + bounds.size.width > gtk_widget_get_width (window))
    complain (screen, "shows beyond its edge", gtk_label_get_text (GTK_LABEL (label)));
}

/* Where a person wants no movement, everything is in its place at once. */
static gboolean
is_moving (GtkWidget *widget)
{
  if (GTK_IS_REVEALER (widget))
    return gtk_revealer_get_reveal_child (GTK_REVEALER (widget)) !=
           gtk_revealer_get_child_revealed (GTK_REVEALER (widget));
  if (GTK_IS_STACK (widget))
    return gtk_stack_get_transition_running (GTK_STACK (widget));
  return ADW_IS_LEAFLET (widget) && adw_leaflet_get_child_transition_running (ADW_LEAFLET (widget));
}

static void
check_motion (const Screen *screen, GtkWidget *widget)
{
  if (is_moving (widget))
    complain (screen, "moves", G_OBJECT_TYPE_NAME (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_motion (screen, child);
}

static void
check_labels (const Screen *screen, GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_LABEL (widget))
    {
      check_label (screen, widget);
      check_place (screen, widget);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_labels (screen, child);
}

/* The same words on several buttons have the same key, which goes from one to the next. */
static void
check_mnemonic (const Screen *screen, GtkWidget *label, GHashTable *labels, guint key)
{
  const char *text = gtk_label_get_label (GTK_LABEL (label));
  const char *other = g_hash_table_lookup (labels, GUINT_TO_POINTER (key));
  g_autofree char *both = g_strdup_printf ("%s, %s", other, text);

  if (other == NULL)
    g_hash_table_insert (labels, GUINT_TO_POINTER (key), (gpointer) text);
  else if (!g_str_equal (other, text))
    complain (screen, "has one key for two", both);
}

static void
collect_mnemonics (const Screen *screen, GtkWidget *widget, GHashTable *labels)
{
  guint key;

  if (!gtk_widget_get_mapped (widget) || !gtk_widget_is_sensitive (widget))
    return;
  key = GTK_IS_LABEL (widget) ? gtk_label_get_mnemonic_keyval (GTK_LABEL (widget))
                              : GDK_KEY_VoidSymbol;
  if (key != GDK_KEY_VoidSymbol && key != 0)
    check_mnemonic (screen, widget, labels, gdk_keyval_to_lower (key));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_mnemonics (screen, child, labels);
}

static void
check_mnemonics (const Screen *screen, GtkWidget *window)
{
  g_autoptr (GHashTable) labels = g_hash_table_new (NULL, NULL);

  collect_mnemonics (screen, window, labels);
}

/* Also in a window that has room for one thing at a time, it is the database that is looked at. */
static void
settle_size (GtkWindow *window)
{
  for (guint i = 0; i < FRAMES_TO_SETTLE; i++)
    reprise_test_wait_for_frame (GTK_WIDGET (window));
  if (REPRISE_IS_WINDOW (window))
    reprise_window_show_database (REPRISE_WINDOW (window), UI_DATABASE_ID);
  for (guint i = 0; i < FRAMES_TO_SETTLE; i++)
    reprise_test_wait_for_frame (GTK_WIDGET (window));
}

static void
test_screen (gconstpointer data)
{
  const Screen *screen = data;
  Screens screens = { 0 };
  GtkWindow *window;

  screens_set_up (&screens, application);
  window = screen->open (&screens);
  g_assert_nonnull (window);
  if (width > 0)
    gtk_window_set_default_size (window, width, height);
  if (REPRISE_IS_WINDOW (window))
    reprise_window_show_database (REPRISE_WINDOW (window), UI_DATABASE_ID);
  check_motion (screen, GTK_WIDGET (window));
  settle_size (window);
  if (pictures != NULL)
    save_picture (GTK_WIDGET (window), screen->name);
  check_names (screen, GTK_WIDGET (window));
  check_spinners (screen, GTK_WIDGET (window));
  check_mnemonics (screen, GTK_WIDGET (window));
  check_width (screen, GTK_WIDGET (window));
  check_labels (screen, GTK_WIDGET (window));
  if (GTK_WINDOW (screens.dialog.dialog) != window)
    {
      gtk_window_destroy (window);
      ui_settle ();
    }
  screens_tear_down (&screens);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  const Screen *screens;
  gsize n_screens;
  int status;

  g_option_context_add_main_entries (context, options, NULL);
  g_option_context_set_ignore_unknown_options (context, TRUE);
  g_assert_true (g_option_context_parse (context, &argc, &argv, &error));
  setlocale (LC_ALL, "");
  if (catalogues != NULL)
    bindtextdomain (GETTEXT_PACKAGE, catalogues);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  if (right_to_left)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  g_object_set (gtk_settings_get_default (),
                "gtk-enable-animations",
                FALSE,
                "gtk-xft-dpi",
                (int) (DPI * text_scale),
                NULL);
  application = g_object_new (ADW_TYPE_APPLICATION,
                              "application-id",
                              "io.github.reprisedb.Test",
                              "flags",
                              G_APPLICATION_NON_UNIQUE,
                              "resource-base-path",
                              "/io/github/reprisedb/Reprise",
                              NULL);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  screens = screens_get_all (&n_screens);
  for (gsize i = 0; i < n_screens; i++)
    {
      g_autofree char *path = g_strdup_printf ("/ui/screens/%s", screens[i].name);

      g_test_add_data_func (path, &screens[i], test_screen);
    }
  status = g_test_run ();
  g_object_unref (application);
  return status;
}
