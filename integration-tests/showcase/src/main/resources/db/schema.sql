CREATE SEQUENCE IF NOT EXISTS order_revision;

DO $$ BEGIN CREATE TYPE order_status AS ENUM ('NEW', 'PAID'); EXCEPTION WHEN duplicate_object THEN NULL; END $$;

DO $$ BEGIN CREATE TYPE money_amount AS (amount numeric(12, 2), currency text);
EXCEPTION WHEN duplicate_object THEN NULL; END $$;

CREATE TABLE IF NOT EXISTS products (
    name  text PRIMARY KEY,
    price numeric(12, 2) NOT NULL CHECK (price > 0)
);

CREATE TABLE IF NOT EXISTS orders (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer  text NOT NULL CHECK (length(customer) BETWEEN 1 AND 80),
    product   text NOT NULL REFERENCES products,
    quantity  integer NOT NULL CHECK (quantity BETWEEN 1 AND 99),
    total     money_amount NOT NULL,
    status    order_status NOT NULL DEFAULT 'NEW',
    delivery  tstzrange NOT NULL DEFAULT tstzrange(now() + interval '2 hours', now() + interval '4 hours'),
    place     point NOT NULL DEFAULT '(0,0)',
    placed_at timestamptz NOT NULL DEFAULT now(),
    paid_at   timestamptz,
    revision  bigint NOT NULL DEFAULT nextval('order_revision')
);

CREATE INDEX IF NOT EXISTS orders_by_revision ON orders (revision);

CREATE OR REPLACE FUNCTION tell_of_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('orders', json_build_object('id', NEW.id, 'customer', NEW.customer, 'product', NEW.product,
        'quantity', NEW.quantity, 'total', NEW.total, 'status', NEW.status,
        'delivery', json_build_object('from', lower(NEW.delivery), 'until', upper(NEW.delivery)),
        'place', json_build_object('x', NEW.place[0], 'y', NEW.place[1]), 'placedAt', NEW.placed_at,
        'paidAt', NEW.paid_at, 'revision', NEW.revision)::text);
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER tell_of_order AFTER INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION tell_of_order();

ALTER TABLE orders REPLICA IDENTITY FULL;

CREATE TABLE IF NOT EXISTS audit (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id      bigint NOT NULL,
    what          text NOT NULL,
    who           text NOT NULL,
    status_before text,
    status_after  text,
    at            timestamptz NOT NULL
);

CREATE TABLE IF NOT EXISTS audit_position (
    feed     text PRIMARY KEY,
    position pg_lsn NOT NULL
);

INSERT INTO audit_position VALUES ('orders', '0/0') ON CONFLICT DO NOTHING;

CREATE TABLE IF NOT EXISTS payments (
    order_id bigint PRIMARY KEY REFERENCES orders ON DELETE CASCADE,
    amount   numeric(12, 2) NOT NULL,
    paid_at  timestamptz NOT NULL DEFAULT now()
);

INSERT INTO products (name, price) VALUES
    ('Espresso machine', 349.00),
    ('Fountain pen', 84.50),
    ('Mechanical keyboard', 129.90),
    ('Noise-cancelling headphones', 279.00),
    ('Standing desk', 549.00),
    ('Desk lamp', 59.95),
    ('Notebook, dotted', 12.80),
    ('Elephant plush', 24.00)
ON CONFLICT DO NOTHING
