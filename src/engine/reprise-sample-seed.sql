-- SPDX-License-Identifier: GPL-3.0-or-later
-- The rows that the sample database begins with: always the same ones, with small keys, which
-- lab.next_id () never makes. Runs on one node; replication carries them to the others.

INSERT INTO public.warehouses (id, code, city, opened_on)
SELECT n,
       'W' || lpad (n::text, 2, '0'),
       (ARRAY['Baltimore', 'Columbus', 'Denver', 'El Paso', 'Fresno', 'Gary', 'Houston', 'Juneau'])[n],
       date '2011-03-01' + (n * 211)::integer
FROM generate_series (1, 8) n;

INSERT INTO public.suppliers (id, name, country, lead_time_days)
SELECT n,
       (ARRAY['Alder', 'Birch', 'Cedar', 'Elm', 'Hazel', 'Juniper', 'Larch', 'Maple', 'Rowan', 'Willow'])[1 + n % 10]
         || ' ' || (ARRAY['Castings', 'Bearings', 'Hydraulics', 'Fasteners'])[1 + n % 4],
       (ARRAY['US', 'CA', 'DE', 'JP', 'MX'])[1 + n % 5],
       (2 + n * 7 % 40)::integer
FROM generate_series (1, 40) n;

INSERT INTO public.parts (id, sku, name, supplier_id, unit_price, weight_grams)
SELECT n,
       'P-' || lpad (n::text, 5, '0'),
       (ARRAY['front', 'rear', 'left', 'right', 'upper', 'lower', 'heavy duty'])[1 + n % 7]
         || ' ' || (ARRAY['brake pad', 'oil filter', 'timing belt', 'wheel bearing', 'shock absorber',
                          'fuel pump', 'alternator', 'radiator hose', 'spark plug', 'clutch disc',
                          'tie rod'])[1 + n % 11],
       1 + n * 13 % 40,
       3.50 + n * 37 % 24000 / 100.0,
       (40 + n * 113 % 9000)::integer
FROM generate_series (1, 500) n;

INSERT INTO public.stock (warehouse_id, part_id, quantity, counted_at)
SELECT warehouse.n,
       part.n,
       (20 + part.n * 17 % 180 + warehouse.n * 3)::integer,
       timestamptz '2024-01-05 06:00+00' + part.n * interval '1 minute'
FROM generate_series (1, 8) warehouse (n), generate_series (1, 500) part (n);

INSERT INTO public.customers (id, name, city, email, customer_since)
SELECT n,
       (ARRAY['Harbor', 'Summit', 'Prairie', 'Canyon', 'Lakeside', 'Granite', 'Orchard', 'Beacon'])[1 + n % 8]
         || ' ' || (ARRAY['Garage', 'Auto Repair', 'Fleet Service', 'Motors', 'Truck Center'])[1 + n % 5]
         || ' ' || n,
       (ARRAY['Richmond', 'Toledo', 'Boulder', 'Tucson', 'Oakland', 'Peoria', 'Austin'])[1 + n % 7],
       'parts-' || n || '@example.com',
       date '2015-01-01' + (n * 29 % 3600)::integer
FROM generate_series (1, 400) n;

INSERT INTO public.orders (id, customer_id, warehouse_id, status, ordered_at)
SELECT n,
       1 + n * 7 % 400,
       1 + n % 8,
       CASE WHEN n % 23 = 0 THEN 'cancelled' WHEN n % 5 = 0 THEN 'placed' WHEN n % 5 = 1 THEN 'shipped' ELSE 'invoiced' END,
       timestamptz '2024-01-05 08:00+00' + n * interval '13 minutes'
FROM generate_series (1, 2000) n;

INSERT INTO public.order_lines (order_id, line_number, part_id, quantity, unit_price)
SELECT orders.id, line.n, parts.id, 1 + (orders.id + line.n) % 6, parts.unit_price
FROM public.orders
CROSS JOIN generate_series (1, 4) line (n)
JOIN public.parts ON parts.id = 1 + (orders.id * 31 + line.n * 97) % 500
WHERE line.n <= 1 + orders.id % 4;

INSERT INTO public.shipments (id, order_id, carrier, tracking_number, shipped_at)
SELECT id,
       id,
       (ARRAY['Blue Ridge Freight', 'Interstate Parcel', 'Own van'])[1 + id % 3],
       'T' || lpad ((id * 7919 % 1000000)::text, 8, '0'),
       ordered_at + interval '1 day'
FROM public.orders WHERE status IN ('shipped', 'invoiced');

INSERT INTO public.invoices (id, order_id, amount, due_on, paid_at)
SELECT orders.id,
       orders.id,
       sum (line.quantity * line.unit_price),
       (orders.ordered_at AT TIME ZONE 'UTC')::date + 30,
       CASE WHEN orders.id % 3 > 0 THEN orders.ordered_at + interval '20 days' END
FROM public.orders JOIN public.order_lines line ON line.order_id = orders.id
WHERE orders.status = 'invoiced'
GROUP BY orders.id;

INSERT INTO public.returns (id, order_id, line_number, reason, returned_at)
SELECT id,
       id,
       1,
       (ARRAY['wrong part', 'damaged in transit', 'not needed'])[1 + id % 3],
       ordered_at + interval '9 days'
FROM public.orders WHERE status = 'invoiced' AND id % 17 = 0;

INSERT INTO public.price_history (part_id, unit_price, valid_from)
SELECT parts.id, round (parts.unit_price * (1 - 0.04 * step.n), 2), date '2024-01-01' - (step.n * 180)::integer
FROM public.parts CROSS JOIN generate_series (0, 2) step (n);
