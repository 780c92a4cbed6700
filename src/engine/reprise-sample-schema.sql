-- SPDX-License-Identifier: GPL-3.0-or-later
-- The sample database of a parts dealer; runs on every node, so that all have the same definitions.

CREATE SCHEMA IF NOT EXISTS lab;

CREATE SEQUENCE lab.id_sequence;

-- 41 bits of milliseconds since 2024, ten for the node, twelve counted. The node keeps the keys of
-- different nodes apart; the time keeps them apart from those that this node made before a restore
-- wound its sequence back.
CREATE FUNCTION lab.next_id () RETURNS bigint
LANGUAGE sql VOLATILE PARALLEL UNSAFE
AS $$
  SELECT ((extract (epoch FROM clock_timestamp ()) * 1000 - 1704067200000)::bigint << 22)
       | (current_setting ('lab.node_number')::bigint << 12)
       | (nextval ('lab.id_sequence') % 4096)
$$;

CREATE TABLE public.warehouses (
  id bigint PRIMARY KEY DEFAULT lab.next_id (),
  code text NOT NULL UNIQUE,
  city text NOT NULL,
  opened_on date NOT NULL
);

CREATE TABLE public.suppliers (
  id bigint PRIMARY KEY DEFAULT lab.next_id (),
  name text NOT NULL,
  country char(2) NOT NULL,
  lead_time_days integer NOT NULL CHECK (lead_time_days > 0)
);

CREATE TABLE public.parts (
  id bigint PRIMARY KEY DEFAULT lab.next_id (),
  sku text NOT NULL UNIQUE,
  name text NOT NULL,
  supplier_id bigint NOT NULL REFERENCES public.suppliers,
  unit_price numeric(10,2) NOT NULL CHECK (unit_price >= 0),
  weight_grams integer NOT NULL
);

CREATE TABLE public.stock (
  warehouse_id bigint NOT NULL REFERENCES public.warehouses,
  part_id bigint NOT NULL REFERENCES public.parts,
  quantity integer NOT NULL,
  counted_at timestamptz NOT NULL DEFAULT now (),
  PRIMARY KEY (warehouse_id, part_id)
);

CREATE TABLE public.customers (
  id bigint PRIMARY KEY DEFAULT lab.next_id (),
  name text NOT NULL,
  city text NOT NULL,
  email text NOT NULL,
  customer_since date NOT NULL
);

CREATE TABLE public.orders (
  id bigint PRIMARY KEY DEFAULT lab.next_id (),
  customer_id bigint NOT NULL REFERENCES public.customers,
  warehouse_id bigint NOT NULL REFERENCES public.warehouses,
  status text NOT NULL DEFAULT 'placed'
    CHECK (status IN ('placed', 'shipped', 'invoiced', 'cancelled')),
  ordered_at timestamptz NOT NULL DEFAULT now ()
);

CREATE INDEX orders_by_customer ON public.orders (customer_id);

CREATE TABLE public.order_lines (
  order_id bigint NOT NULL REFERENCES public.orders ON DELETE CASCADE,
  line_number integer NOT NULL,
  part_id bigint NOT NULL REFERENCES public.parts,
  quantity integer NOT NULL CHECK (quantity > 0),
  unit_price numeric(10,2) NOT NULL,
  PRIMARY KEY (order_id, line_number)
);

CREATE TABLE public.shipments (
  id bigint PRIMARY KEY DEFAULT lab.next_id (),
  order_id bigint NOT NULL REFERENCES public.orders ON DELETE CASCADE,
  carrier text NOT NULL,
  tracking_number text NOT NULL,
  shipped_at timestamptz NOT NULL DEFAULT now ()
);

CREATE TABLE public.invoices (
  id bigint PRIMARY KEY DEFAULT lab.next_id (),
  order_id bigint NOT NULL REFERENCES public.orders ON DELETE CASCADE,
  amount numeric(12,2) NOT NULL,
  due_on date NOT NULL,
  paid_at timestamptz
);

CREATE TABLE public.returns (
  id bigint PRIMARY KEY DEFAULT lab.next_id (),
  order_id bigint NOT NULL,
  line_number integer NOT NULL,
  reason text NOT NULL,
  returned_at timestamptz NOT NULL DEFAULT now (),
  FOREIGN KEY (order_id, line_number) REFERENCES public.order_lines ON DELETE CASCADE
);

-- Without a primary key, on purpose: it cannot be replicated, and people have such tables.
CREATE TABLE public.price_history (
  part_id bigint NOT NULL,
  unit_price numeric(10,2) NOT NULL,
  valid_from date NOT NULL
);
