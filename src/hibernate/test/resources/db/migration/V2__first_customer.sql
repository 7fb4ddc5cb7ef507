INSERT INTO customers VALUES
  ('00000000-0000-0000-0000-000000000001', 'Ada', struct('London', '12 St James''s Square'),
   99.50, TIMESTAMP '1842-10-01T00:00:00Z', 0);
