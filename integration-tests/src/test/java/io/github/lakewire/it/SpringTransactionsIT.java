package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.io.IOException;
import java.sql.SQLTransactionRollbackException;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.NestedTransactionNotSupportedException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Methods with @Transactional of Spring 7, over a HikariCP pool of either mode. */
@ExtendWith(SharedWarehouse.class)
class SpringTransactionsIT {

  /** What an application has: a bean whose methods are transactions. */
  static class Accounts {
    private static final String TAKE = "UPDATE accounts SET amount = amount - ? WHERE id = ?";
    private static final String GIVE = "UPDATE accounts SET amount = amount + ? WHERE id = ?";

    private final JdbcTemplate template;

    Accounts(JdbcTemplate template) {
      this.template = template;
    }

    @Transactional
    public void transfer(long amount) {
      template.update(TAKE, amount, 1);
      template.update(GIVE, amount, 2);
    }

    @Transactional
    public void transferAndFail(long amount) {
      transfer(amount);
      throw new IllegalStateException("changed my mind");
    }

    @Transactional(noRollbackFor = IllegalStateException.class)
    public void transferAndComplain(long amount) {
      transfer(amount);
      throw new IllegalStateException("done nevertheless");
    }

    @Transactional(rollbackFor = IOException.class, isolation = Isolation.READ_COMMITTED)
    public void transferAndBreak(long amount) throws IOException {
      transfer(amount);
      throw new IOException("broken");
    }

    /** Something else changes the same table before the commit. */
    @Transactional(isolation = Isolation.REPEATABLE_READ)
    public void transferAgainst(long amount, Runnable other) {
      transfer(amount);
      other.run();
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void transferAlone(long amount) {
      transfer(amount);
    }

    @Transactional(propagation = Propagation.NESTED)
    public void transferNested(long amount) {
      transfer(amount);
    }

    @Transactional(readOnly = true)
    public String total() {
      DataSource source = template.getDataSource();
      try {
        assertTrue(DataSourceUtils.getConnection(source).isReadOnly());
      } catch (java.sql.SQLException e) {
        throw new AssertionError(e);
      }
      return amounts();
    }

    @Transactional(timeout = 1)
    public void slow() {
      transfer(1);
      template.queryForList("SELECT count(*) FROM range(100000000000) WHERE hash(id) = 7");
    }

    @Transactional(isolation = Isolation.SERIALIZABLE)
    public void serializable() {
      transfer(1);
    }

    String amounts() {
      return String.valueOf(
          template.queryForList("SELECT amount FROM accounts ORDER BY id", Long.class));
    }
  }

  /** As an application configures it. */
  @Configuration
  @EnableTransactionManagement(proxyTargetClass = true)
  static class Application {
    @Bean
    PlatformTransactionManager transactionManager(DataSource source) {
      return new JdbcTransactionManager(source);
    }

    @Bean
    JdbcTemplate template(DataSource source) {
      return new JdbcTemplate(source);
    }

    @Bean
    Accounts accounts(JdbcTemplate template) {
      return new Accounts(template);
    }
  }

  private static HikariDataSource pool(OwnSchema schema, boolean autoCommit) {
    schema.source().setTransactions(true);
    HikariConfig config = new HikariConfig();
    config.setDataSource(schema.source());
    config.setAutoCommit(autoCommit);
    config.setMaximumPoolSize(3);
    return new HikariDataSource(config);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void annotatedMethodsCommitAndRollBack(boolean autoCommit, WarehouseProcess warehouse)
      throws Exception {
    try (OwnSchema schema = OwnSchema.create(warehouse, "spring_transactional")) {
      schema.run("CREATE TABLE main.spring_transactional.accounts (id INT, amount BIGINT)");
      schema.run("INSERT INTO main.spring_transactional.accounts VALUES (1, 100), (2, 0)");
      try (HikariDataSource pool = pool(schema, autoCommit);
          AnnotationConfigApplicationContext spring = new AnnotationConfigApplicationContext()) {
        spring.registerBean(DataSource.class, () -> pool);
        spring.register(Application.class);
        spring.refresh();
        check(spring.getBean(Accounts.class), new Accounts(new JdbcTemplate(schema.source())));
        assertEquals(0, pool.getHikariPoolMXBean().getActiveConnections());
      }
    }
  }

  /** The second commits each statement. */
  private static void check(Accounts accounts, Accounts others) throws Exception {
    accounts.transfer(10);
    assertEquals("[90, 10]", others.amounts());
    assertThrows(IllegalStateException.class, () -> accounts.transferAndFail(10));
    assertThrows(IOException.class, () -> accounts.transferAndBreak(10));
    assertEquals("[90, 10]", others.amounts());
    assertThrows(IllegalStateException.class, () -> accounts.transferAndComplain(10));
    assertEquals("[80, 20]", others.amounts());
    assertEquals("[80, 20]", accounts.total());
    ConcurrencyFailureException conflict =
        assertThrows(
            ConcurrencyFailureException.class,
            () -> accounts.transferAgainst(1, () -> others.transfer(5)));
    assertInstanceOf(SQLTransactionRollbackException.class, conflict.getCause());
    assertEquals("[75, 25]", others.amounts());
    assertThrows(
        ConcurrencyFailureException.class,
        () -> accounts.transferAgainst(1, () -> accounts.transferAlone(5)));
    assertEquals("[70, 30]", others.amounts());
    RuntimeException slow = assertThrows(RuntimeException.class, accounts::slow);
    assertTrue(
        slow instanceof QueryTimeoutException || slow instanceof TransactionTimedOutException,
        slow::toString);
    assertEquals("[70, 30]", others.amounts());
    assertThrows(CannotCreateTransactionException.class, accounts::serializable);
    assertThrows(
        NestedTransactionNotSupportedException.class,
        () -> accounts.transferAgainst(1, () -> accounts.transferNested(1)));
    accounts.transfer(30);
    assertEquals("[40, 60]", others.amounts());
  }
}
