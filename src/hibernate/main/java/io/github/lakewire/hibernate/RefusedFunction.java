package io.github.lakewire.hibernate;

import java.util.List;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.spi.QueryEngine;
import org.hibernate.query.sqm.function.AbstractSqmFunctionDescriptor;
import org.hibernate.query.sqm.function.SelfRenderingSqmFunction;
import org.hibernate.query.sqm.tree.SqmTypedNode;
import org.jspecify.annotations.Nullable;

/** A function of HQL that the server has nothing for. */
final class RefusedFunction extends AbstractSqmFunctionDescriptor {
  private final String remedy;

  RefusedFunction(String name, String remedy) {
    super(name);
    this.remedy = remedy;
  }

  @Override
  protected <T> SelfRenderingSqmFunction<T> generateSqmFunctionExpression(
      List<? extends SqmTypedNode<?>> arguments,
      @Nullable ReturnableType<T> type,
      QueryEngine engine) {
    throw new UnsupportedFeatureException(getName() + "()", remedy);
  }
}
