package io.github.lakewire.hibernate;

import java.util.List;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.sqm.function.AbstractSqmFunctionDescriptor;
import org.hibernate.query.sqm.function.AbstractSqmSelfRenderingFunctionDescriptor;
import org.hibernate.query.sqm.produce.function.internal.PatternRenderer;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.jspecify.annotations.Nullable;

/** A function of Hibernate's, with its arguments and its result, in other words. */
final class PatternFunction extends AbstractSqmSelfRenderingFunctionDescriptor {
  private final int least;
  private final List<String> patterns;

  /**
   * @param like what it takes and returns
   * @param least the fewest arguments
   * @param patterns for so many arguments, one more, and so on
   */
  PatternFunction(AbstractSqmFunctionDescriptor like, int least, String... patterns) {
    super(
        like.getName(),
        like.getArgumentsValidator(),
        like.getReturnTypeResolver(),
        like.getArgumentTypeResolver());
    this.least = least;
    this.patterns = List.of(patterns);
  }

  @Override
  public void render(
      SqlAppender sql,
      List<? extends SqlAstNode> arguments,
      @Nullable ReturnableType<?> type,
      SqlAstTranslator<?> translator) {
    int at = Math.min(Math.max(arguments.size() - least, 0), patterns.size() - 1);
    new PatternRenderer(patterns.get(at)).render(sql, arguments, translator);
  }
}
