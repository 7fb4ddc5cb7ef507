-- Run by WarehouseAnnotationIT in the schema of its own.
CREATE TABLE orders (id BIGINT, note STRING); /* two; statements */
INSERT INTO orders VALUES (1, 'a;b'), (2, "it's");
