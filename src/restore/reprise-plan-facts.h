/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a plan rests on, fact by fact, to be compared. */

#pragma once

#include "restore/reprise-restore-form.h"

G_BEGIN_DECLS

GPtrArray *reprise_plan_facts_collect (RepriseRestoreForm *form, GBytes *body);
GPtrArray *reprise_plan_facts_compare (GPtrArray *before, GPtrArray *now);

G_END_DECLS
