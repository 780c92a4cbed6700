/* SPDX-License-Identifier: GPL-3.0-or-later
 * A restore dialog in which a time is chosen. */

#pragma once

#include "restore-dialog-fixture.h"

G_BEGIN_DECLS

/* What time_fixture_put_spans() calls the only backup of n1. */
#define TIME_BACKUP "20260805-060001F"

void time_fixture_open (DialogFixture *fixture);
void time_fixture_open_in_berlin (DialogFixture *fixture);
void
time_fixture_put_spans (DialogFixture *fixture, const RepriseRecoverySpan *spans, gsize n_spans);
gpointer time_fixture_get_clock (DialogFixture *fixture, const char *child);
GtkWidget *time_fixture_get_answer (DialogFixture *fixture, guint position);
void time_fixture_select_day (DialogFixture *fixture, int year, int month, int day);
void time_fixture_set_spin (DialogFixture *fixture, const char *spin, double value);
void time_fixture_assert_day (DialogFixture *fixture, int month, int day);
void time_fixture_assert_clock (DialogFixture *fixture, const char *expected);
void time_fixture_assert_sent_as (DialogFixture *fixture, const char *time);
void time_fixture_assert_none (DialogFixture *fixture);

G_END_DECLS
