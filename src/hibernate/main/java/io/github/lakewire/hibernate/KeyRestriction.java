package io.github.lakewire.hibernate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.SelectableConsumer;
import org.hibernate.query.sqm.mutation.internal.inline.InPredicateRestrictionProducer;
import org.hibernate.query.sqm.mutation.internal.inline.MatchingIdRestrictionProducer;
import org.hibernate.sql.ast.tree.expression.ColumnReference;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.from.TableReference;
import org.hibernate.sql.ast.tree.predicate.InListPredicate;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.exec.spi.ExecutionContext;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table that an update or delete of several tables reaches, by their keys. As
 * Hibernate's own, but for keys of one column: that takes the name of the entity's key for all
 * tables, where a table of the hierarchy may have another.
 */
final class KeyRestriction implements MatchingIdRestrictionProducer {
  private final MatchingIdRestrictionProducer standard = new InPredicateRestrictionProducer();

  @Override
  public List<Expression> produceIdExpressionList(List<Object> keys, EntityMappingType entity) {
    return standard.produceIdExpressionList(keys, entity);
  }

  @Override
  public Predicate produceRestriction(
      List<Expression> keys,
      EntityMappingType entity,
      int valueIndex,
      @Nullable ModelPart value,
      TableReference table,
      @Nullable Supplier<Consumer<SelectableConsumer>> tableKey,
      ExecutionContext context) {
    List<ColumnReference> columns = new ArrayList<>();
    if (tableKey != null) {
      tableKey.get().accept((number, column) -> columns.add(new ColumnReference(table, column)));
    }
    return columns.size() == 1
        ? new InListPredicate(columns.get(0), keys)
        : standard.produceRestriction(keys, entity, valueIndex, value, table, tableKey, context);
  }
}
