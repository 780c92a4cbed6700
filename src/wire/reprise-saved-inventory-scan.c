/* SPDX-License-Identifier: GPL-3.0-or-later
 * Inventory files of any length: the inventories, which are told as they come. */

#include "config.h"

#include "wire/reprise-saved-account-scan-private.h"

#include "wire/reprise-inventory-scan-private.h"

#include <string.h>

/* In a file of ours all else comes before the inventories, so that it can be shown meanwhile. */
static void
tell_head (RepriseSavedAccountScan *scan)
{
  const RepriseDocumentWatcher *watcher = scan->watcher;

  if (scan->has_told_head || !scan->has_format || scan->version == 0 || !scan->has_databases ||
      !scan->has_repositories || scan->fatal != NULL)
    return;
  scan->has_told_head = TRUE;
  if (watcher != NULL && watcher->head != NULL)
    watcher->head (reprise_saved_account_copy (scan->account), watcher->user_data);
}

static void
page_read_cb (RepriseInventory *page, guint n_backups, gpointer user_data)
{
  RepriseSavedAccountScan *scan = user_data;
  const RepriseSavedInventory *current = scan->current;

  if (scan->has_told_head && current->repository_id != NULL && current->node_name != NULL)
    scan->watcher->page (current->repository_id,
                         current->node_name,
                         page,
                         n_backups,
                         scan->watcher->user_data);
}

static void
scan_inventory (RepriseSavedAccountScan *scan,
                RepriseSavedInventory *saved,
                gboolean is_whole,
                const RepriseJsonPlace *place)
{
  RepriseJsonToken token = reprise_json_tokenizer_next (scan->tokenizer);
  g_autoptr (GError) problem = NULL;
  RepriseInventoryScan inner = { .is_whole = is_whole, .page_data = scan };
  RepriseJsonPlace member = { .parent = place,
                              .member = "inventory",
                              .problem = &problem,
                              .notes = saved->problems };

  if (token == REPRISE_JSON_TOKEN_NULL || token == REPRISE_JSON_TOKEN_ERROR)
    return;
  if (scan->watcher != NULL && scan->watcher->page != NULL)
    inner.page = page_read_cb;
  scan->current = saved;
  g_clear_object (&saved->inventory);
  saved->inventory = reprise_inventory_scan (&inner, scan->tokenizer, token, &member);
  scan->current = NULL;
  if (problem == NULL)
    return;
  g_free (saved->failure);
  saved->failure = g_strdup (problem->message);
}

/* What is being read of what is around an inventory. */
typedef struct
{
  RepriseSavedInventory *saved;
  gboolean is_whole;
} Wrapping;

static void
read_inventory_member (RepriseSavedAccountScan *scan,
                       Wrapping *wrapping,
                       const char *name,
                       const RepriseJsonPlace *place)
{
  RepriseSavedInventory *saved = wrapping->saved;
  RepriseJsonPlace member = { .parent = place,
                              .member = name,
                              .problem = place->problem,
                              .notes = place->notes };
  RepriseJsonToken token;

  if (g_str_equal (name, "inventory"))
    {
      scan_inventory (scan, saved, wrapping->is_whole, place);
      return;
    }
  token = reprise_json_tokenizer_next (scan->tokenizer);
  if (g_str_equal (name, "backup_repository_id"))
    reprise_saved_account_scan_read_text (scan, token, &member, &saved->repository_id);
  else if (g_str_equal (name, "node_name"))
    reprise_saved_account_scan_read_text (scan, token, &member, &saved->node_name);
  else if (g_str_equal (name, "captured_at"))
    reprise_saved_account_scan_read_instant (scan, token, &member, &saved->captured_at);
  else if (g_str_equal (name, "failure"))
    reprise_saved_account_scan_read_text (scan, token, &member, &saved->failure);
  else if (g_str_equal (name, "problems"))
    reprise_saved_account_scan_read_elements (scan,
                                              token,
                                              &member,
                                              reprise_saved_account_scan_read_sentence,
                                              saved->problems);
  else if (token == REPRISE_JSON_TOKEN_TRUE || token == REPRISE_JSON_TOKEN_FALSE)
    wrapping->is_whole = token == REPRISE_JSON_TOKEN_TRUE;
  else
    reprise_saved_account_scan_expect (scan, token, REPRISE_JSON_TOKEN_FALSE, &member);
}

static const char *
find_inventory_member (const char *name)
{
  static const char *const names[] = { "backup_repository_id",
                                       "captured_at",
                                       "complete",
                                       "failure",
                                       "inventory",
                                       "node_name",
                                       "problems" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], name) == 0)
      return names[i];
  return NULL;
}

/* Where the file itself does not say what was asked for, the answer does. */
static void
name_inventory (RepriseSavedInventory *saved)
{
  if (saved->inventory == NULL)
    return;
  if (saved->repository_id == NULL)
    saved->repository_id = g_strdup (reprise_inventory_get_repository_id (saved->inventory));
  if (saved->node_name == NULL)
    saved->node_name = g_strdup (reprise_inventory_get_node_name (saved->inventory));
}

static void
tell_inventory (RepriseSavedAccountScan *scan, const RepriseSavedInventory *saved)
{
  const RepriseDocumentWatcher *watcher = scan->watcher;

  if (scan->has_told_head && watcher != NULL && watcher->inventory != NULL)
    watcher->inventory (saved, watcher->user_data);
}

static void
read_inventory (RepriseSavedAccountScan *scan,
                RepriseJsonToken token,
                const RepriseJsonPlace *place,
                gpointer data)
{
  Wrapping wrapping = { 0 };

  if (!reprise_saved_account_scan_expect (scan, token, REPRISE_JSON_TOKEN_OBJECT, place))
    return;
  wrapping.saved = reprise_saved_inventory_new (NULL, NULL, NULL);
  g_ptr_array_add (scan->account->inventories, wrapping.saved);
  while (reprise_json_tokenizer_next (scan->tokenizer) == REPRISE_JSON_TOKEN_NAME)
    {
      const char *text = reprise_json_tokenizer_get_text (scan->tokenizer, NULL);
      const char *name = find_inventory_member (text);

      if (reprise_json_tokenizer_is_repeated (scan->tokenizer))
        reprise_json_place_note (place, text, "is there more than once; only the first counts");
      if (name == NULL || reprise_json_tokenizer_is_repeated (scan->tokenizer))
        reprise_json_tokenizer_skip (scan->tokenizer, REPRISE_JSON_TOKEN_NAME);
      else
        read_inventory_member (scan, &wrapping, name, place);
    }
  name_inventory (wrapping.saved);
  if (reprise_json_tokenizer_get_error (scan->tokenizer) == NULL)
    tell_inventory (scan, wrapping.saved);
}

/**
 * reprise_saved_account_scan_read_inventories:
 * @scan: what is being read
 * @token: the first token of the array
 * @place: where it stands
 *
 * In a file of ours all else comes before, and is told now.
 */
void
reprise_saved_account_scan_read_inventories (RepriseSavedAccountScan *scan,
                                             RepriseJsonToken token,
                                             const RepriseJsonPlace *place)
{
  tell_head (scan);
  reprise_saved_account_scan_read_elements (scan, token, place, read_inventory, NULL);
}
