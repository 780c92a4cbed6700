/* SPDX-License-Identifier: GPL-3.0-or-later
 * How the nodes of a database are backed up: a card a node. */

#include "config.h"

#include "ui/reprise-backup-cards.h"

#include "ui/reprise-backup-card.h"
#include "ui/reprise-zone-choice.h"

struct _RepriseBackupCards
{
  AdwBin parent_instance;

  GtkFlowBox *box;
};

G_DEFINE_FINAL_TYPE (RepriseBackupCards, reprise_backup_cards, ADW_TYPE_BIN)

static RepriseBackupCard *
get_card (RepriseBackupCards *self, int position)
{
  GtkFlowBoxChild *child = gtk_flow_box_get_child_at_index (self->box, position);

  return child == NULL ? NULL : REPRISE_BACKUP_CARD (gtk_flow_box_child_get_child (child));
}

static void
add_card (RepriseBackupCards *self, RepriseNodeView *view)
{
  GtkWidget *card = GTK_WIDGET (reprise_backup_card_new (view));

  gtk_flow_box_append (self->box, card);
  /* What can be done is in the card: there is no use in stopping at the place that it lies in. */
  gtk_widget_set_focusable (gtk_widget_get_parent (card), FALSE);
}

static void
reprise_backup_cards_dispose (GObject *object)
{
  /* The box is bound and the bin's own child: disposing of the template would take it away under
   * the bin, which does not notice. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), REPRISE_TYPE_BACKUP_CARDS);
  G_OBJECT_CLASS (reprise_backup_cards_parent_class)->dispose (object);
}

static void
reprise_backup_cards_class_init (RepriseBackupCardsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_backup_cards_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-backup-cards.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupCards, box);
}

static void
reprise_backup_cards_init (RepriseBackupCards *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reprise_backup_cards_new:
 *
 * Returns: (transfer floating): no cards yet
 */
RepriseBackupCards *
reprise_backup_cards_new (void)
{
  return g_object_new (REPRISE_TYPE_BACKUP_CARDS, NULL);
}

/**
 * reprise_backup_cards_set_nodes:
 * @self: the cards
 * @nodes: #RepriseNodeView items, as they are now
 *
 * Makes a card for each; they are to be updated before they say anything.
 */
void
reprise_backup_cards_set_nodes (RepriseBackupCards *self, GListModel *nodes)
{
  GtkFlowBoxChild *child;

  g_return_if_fail (REPRISE_IS_BACKUP_CARDS (self));
  g_return_if_fail (G_IS_LIST_MODEL (nodes));

  while ((child = gtk_flow_box_get_child_at_index (self->box, 0)) != NULL)
    gtk_flow_box_remove (self->box, GTK_WIDGET (child));
  for (guint i = 0; i < g_list_model_get_n_items (nodes); i++)
    {
      g_autoptr (RepriseNodeView) view = g_list_model_get_item (nodes, i);

      add_card (self, view);
    }
}

/**
 * reprise_backup_cards_update:
 * @self: the cards
 * @watch: the database that the nodes belong to
 * @zone_choice: see reprise_zone_choice_resolve()
 */
void
reprise_backup_cards_update (RepriseBackupCards *self,
                             RepriseDatabaseWatch *watch,
                             const char *zone_choice)
{
  RepriseBackupCard *card;

  g_return_if_fail (REPRISE_IS_BACKUP_CARDS (self));
  g_return_if_fail (REPRISE_IS_DATABASE_WATCH (watch));

  for (int i = 0; (card = get_card (self, i)) != NULL; i++)
    {
      RepriseNode *node = reprise_node_view_get_node (reprise_backup_card_get_view (card));
      g_autoptr (RepriseZone) zone = reprise_zone_choice_resolve (zone_choice, node);

      reprise_backup_card_update (card, watch, zone);
    }
}
