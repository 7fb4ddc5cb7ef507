'use strict';
// Runs the official Node.js client, which nobody here wrote, against the local warehouse: what it
// accepts as a Databricks server is one. Prints a line for each part.
const assert = require('node:assert');
const { DBSQLClient, DBSQLLogger, LogLevel } = require('@databricks/sql');

const part = (name, count) => console.log(`ok ${name} (${count})`);

async function rowsOf(session, sql, options = {}) {
  const operation = await session.executeStatement(sql, options);
  try {
    return await operation.fetchAll();
  } finally {
    await operation.close();
  }
}

async function query(session) {
  const rows = await rowsOf(session, 'SELECT id, id * id AS square FROM range(10)');
  assert.strictEqual(rows.length, 10);
  assert.strictEqual(Number(rows[9].square), 81);
  part('query', rows.length);
}

async function types(session) {
  const rows = await rowsOf(
    session,
    `SELECT true AS bo, CAST(1 AS TINYINT) AS ti, CAST(2 AS SMALLINT) AS si, 3 AS i, 4L AS bi,
       CAST(1.5 AS FLOAT) AS f, CAST(2.5 AS DOUBLE) AS d, CAST(12.34 AS DECIMAL(10,2)) AS de,
       'text' AS s, X'0102' AS b, DATE'2021-06-15' AS da, TIMESTAMP'2021-06-15 12:34:56.789' AS ts,
       CAST(NULL AS INT) AS n, array(1, 2) AS a, map('k', 1) AS m, named_struct('x', 1) AS st,
       INTERVAL '1-2' YEAR TO MONTH AS iy, INTERVAL '1 02:03:04' DAY TO SECOND AS idt`,
  );
  assert.strictEqual(rows.length, 1);
  const row = rows[0];
  assert.strictEqual(row.bo, true);
  assert.strictEqual(row.ti, 1);
  assert.strictEqual(row.si, 2);
  assert.strictEqual(row.i, 3);
  assert.strictEqual(Number(row.bi), 4);
  assert.strictEqual(row.f, 1.5);
  assert.strictEqual(row.d, 2.5);
  assert.strictEqual(Number(row.de), 12.34);
  assert.strictEqual(row.s, 'text');
  assert.strictEqual(Buffer.from(row.b).toString('hex'), '0102');
  assert.strictEqual(row.n, null);
  assert.deepStrictEqual(row.a, [1, 2]);
  assert.strictEqual(row.iy, '1-2');
  assert.strictEqual(row.idt, '1 02:03:04.000000000');
  part('all types', Object.keys(row).length);
}

async function large(client, name, useCloudFetch, useLZ4Compression) {
  const session = await client.openSession();
  try {
    const operation = await session.executeStatement(
      "SELECT id, concat('row number ', id) AS text FROM range(300000)",
      { useCloudFetch, useLZ4Compression, maxRows: 100000 },
    );
    let count = 0;
    let sum = 0;
    while (await operation.hasMoreRows()) {
      for (const row of await operation.fetchChunk({ maxRows: 100000 })) {
        assert.strictEqual(row.text, `row number ${row.id}`);
        sum += Number(row.id);
        count += 1;
      }
    }
    await operation.close();
    assert.strictEqual(count, 300000);
    assert.strictEqual(sum, 299999 * 150000);
    part(name, count);
  } finally {
    await session.close();
  }
}

async function parameters(session) {
  const rows = await rowsOf(session, 'SELECT :n + 1 AS n, upper(:s) AS s', {
    namedParameters: { n: 6, s: "it's" },
  });
  assert.strictEqual(rows[0].n, 7);
  assert.strictEqual(rows[0].s, "IT'S");
  part('parameters', 2);
}

async function metadata(session) {
  const all = async (operation) => {
    try {
      return await operation.fetchAll();
    } finally {
      await operation.close();
    }
  };
  const catalogs = (await all(await session.getCatalogs())).map((row) => row.TABLE_CAT);
  assert.ok(catalogs.includes('main') && catalogs.includes('samples'), String(catalogs));
  const schemas = await all(await session.getSchemas({ catalogName: 'main' }));
  assert.ok(schemas.some((row) => row.TABLE_SCHEM === 'default'));
  await rowsOf(session, 'CREATE TABLE IF NOT EXISTS main.default.official_node (id INT, t STRING)');
  const tables = await all(
    await session.getTables({ catalogName: 'main', schemaName: 'default', tableName: 'official_node' }),
  );
  assert.strictEqual(tables.length, 1);
  const columns = await all(
    await session.getColumns({ catalogName: 'main', schemaName: 'default', tableName: 'official_node' }),
  );
  assert.deepStrictEqual(
    columns.map((row) => row.COLUMN_NAME),
    ['id', 't'],
  );
  assert.ok((await all(await session.getTableTypes())).length > 0);
  assert.ok((await all(await session.getTypeInfo())).length > 0);
  await all(await session.getFunctions({ functionName: '%' }));
  await rowsOf(session, 'DROP TABLE main.default.official_node');
  part('metadata', 7);
}

async function errors(session) {
  // Some of its failures are plain objects that hold the server's answer.
  const says = (pattern) => (error) => pattern.test(`${error.message} ${JSON.stringify(error)}`);
  await assert.rejects(rowsOf(session, 'SELEC 1'), says(/PARSE_SYNTAX_ERROR/));
  await assert.rejects(
    rowsOf(session, 'SELECT * FROM main.default.no_such_table'),
    says(/TABLE_OR_VIEW_NOT_FOUND/),
  );
  part('errors', 2);
}

async function cancel(session) {
  const operation = await session.executeStatement(
    'SELECT count(*) FROM range(100000000000) WHERE hash(id) = 7',
    { runAsync: true },
  );
  await operation.cancel();
  await assert.rejects(operation.fetchAll());
  part('cancel', 1);
}

async function main() {
  const client = new DBSQLClient({ logger: new DBSQLLogger({ level: LogLevel.error }) });
  await client.connect({
    host: process.env.LAKEWIRE_HOST,
    port: Number(process.env.LAKEWIRE_PORT),
    path: process.env.LAKEWIRE_PATH,
    token: process.env.LAKEWIRE_TOKEN,
  });
  const session = await client.openSession();
  part('connect', 1);
  await query(session);
  await types(session);
  await parameters(session);
  await metadata(session);
  await errors(session);
  await cancel(session);
  await session.close();
  await large(client, 'cloudfetch with lz4', true, true);
  await large(client, 'inline pages', false, false);
  await client.close();
  console.log('official node ok');
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
