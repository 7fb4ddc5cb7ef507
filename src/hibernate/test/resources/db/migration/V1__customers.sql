CREATE TABLE customers (
  id STRING NOT NULL PRIMARY KEY,
  name STRING NOT NULL COMMENT 'as on invoices',
  address STRUCT<city: STRING, street: STRING>,
  credit DECIMAL(12, 2),
  since TIMESTAMP NOT NULL,
  version INT NOT NULL
) COMMENT 'who buys';
