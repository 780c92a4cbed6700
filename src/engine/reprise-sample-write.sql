-- SPDX-License-Identifier: GPL-3.0-or-later
-- One transaction of everyday work. Each node sells from a warehouse of its own, so that two nodes
-- never change the same row of the stock at the same time.

DO $$
DECLARE
  home bigint := 1 + (current_setting ('lab.node_number')::bigint + 7) % 8;
  new_order bigint;
  sold record;
BEGIN
  INSERT INTO public.orders (customer_id, warehouse_id)
    SELECT id, home FROM public.customers
    OFFSET floor (random () * greatest ((SELECT count (*) FROM public.customers), 1)) LIMIT 1
    RETURNING id INTO new_order;
  IF new_order IS NULL THEN
    RETURN;
  END IF;
  FOR sold IN
    SELECT part_id, unit_price, 1 + floor (random () * 4)::integer AS quantity,
           (row_number () OVER ())::integer AS line_number
    FROM (SELECT part_id FROM public.stock WHERE warehouse_id = home
          ORDER BY random () LIMIT 1 + floor (random () * 4)::integer) picked
    JOIN public.parts ON parts.id = picked.part_id
  LOOP
    INSERT INTO public.order_lines (order_id, line_number, part_id, quantity, unit_price)
      VALUES (new_order, sold.line_number, sold.part_id, sold.quantity, sold.unit_price);
    UPDATE public.stock
      SET quantity = CASE WHEN quantity > sold.quantity THEN quantity - sold.quantity
                          ELSE quantity + 200 END,
          counted_at = now ()
      WHERE warehouse_id = home AND part_id = sold.part_id;
  END LOOP;
END
$$;
