package io.github.lakewire.hibernate;

import org.hibernate.dialect.function.CommonFunctionFactory;
import org.hibernate.query.sqm.function.AbstractSqmFunctionDescriptor;
import org.hibernate.query.sqm.function.SqmFunctionRegistry;

/**
 * The functions of arrays, mostly by functions of their elements. Nulls among the elements are
 * elements, indexes begin at 1, what is not there is null.
 */
final class ArrayFunctions {
  /** So long that Hibernate's own descriptors, whose text is not used, accept it. */
  private static final int ANY_SIZE = 1_000;

  private static final String SORTED = "array_sort(array_compact(?1))";
  private static final String NULLS = "filter(?1,x->x is null)";

  private final SqmFunctionRegistry registry;

  private ArrayFunctions(SqmFunctionRegistry registry) {
    this.registry = registry;
  }

  static void register(CommonFunctionFactory common, SqmFunctionRegistry registry) {
    common.array();
    common.arrayPosition_h2(ANY_SIZE);
    common.arrayPositions_h2(ANY_SIZE);
    common.arrayLength_cardinality();
    common.arrayConcat_operator();
    common.arrayPrepend_operator();
    common.arrayAppend_operator();
    common.arrayContains_h2(ANY_SIZE);
    common.arrayIntersects_h2(ANY_SIZE);
    common.arrayGet_h2();
    common.arraySet_h2(ANY_SIZE);
    common.arrayRemove_h2(ANY_SIZE);
    common.arrayRemoveIndex_h2(ANY_SIZE);
    common.arraySlice();
    common.arrayReplace_h2(ANY_SIZE);
    common.arrayTrim_trim_array();
    common.arrayReverse_h2(ANY_SIZE);
    common.arraySort_h2(ANY_SIZE);
    common.arrayFill_h2();
    common.arrayToString_h2(ANY_SIZE);
    new ArrayFunctions(registry).rewrite();
  }

  private void rewrite() {
    both("array", 0, "array()", "array(?1)", "array(?1,?2...)");
    is("array_length", 1, "array_size(?1)");
    is(
        "array_position",
        2,
        "array_position(transform(?1,x->x<=>?2),true)",
        "array_position(transform(?1,(x,i)->x<=>?2 and i>=?3-1),true)");
    String positions = "filter(transform(?1,(x,i)->if(x<=>?2,i+1,null)),x->x is not null)";
    both("array_positions", 2, positions);
    is("array_concat", 1, "?1", "concat(?1,?2...)");
    is("array_prepend", 2, "concat(array(?1),?2)");
    is("array_append", 2, "concat(?1,array(?2))");
    is("array_contains", 2, "exists(?1,x->coalesce(x=?2,false))");
    is("array_contains_nullable", 2, "exists(?1,x->x<=>?2)");
    is("array_includes", 2, "forall(?2,x->exists(?1,y->coalesce(x=y,false)))");
    is("array_includes_nullable", 2, "forall(?2,x->exists(?1,y->x<=>y))");
    is("array_intersects", 2, "exists(?2,x->exists(?1,y->coalesce(x=y,false)))");
    is("array_intersects_nullable", 2, "exists(?2,x->exists(?1,y->x<=>y))");
    is("array_get", 2, "get(?1,?2-1)");
    is(
        "array_set",
        3,
        "transform(sequence(1,greatest(coalesce(array_size(?1),0),?2)),"
            + "i->if(i=?2,?3,get(?1,i-1)))");
    is("array_remove", 2, "filter(?1,x->not(x<=>?2))");
    is("array_remove_index", 2, "filter(?1,(x,i)->not(i+1<=>?2))");
    is("array_slice", 3, "slice(?1,?2,greatest(?3-?2+1,0))");
    is("array_replace", 3, "transform(?1,x->if(x<=>?2,?3,x))");
    is("array_trim", 2, "slice(?1,1,array_size(?1)-?2)");
    is("array_reverse", 1, "reverse(?1)");
    String sorted = "if(?2,reverse(" + SORTED + ")," + SORTED + ")";
    is(
        "array_sort",
        1,
        "array_sort(?1)",
        "if(?2,reverse(array_sort(?1)),array_sort(?1))",
        "if(?3,concat(" + NULLS + "," + sorted + "),concat(" + sorted + "," + NULLS + "))");
    both("array_fill", 2, "array_repeat(?1,?2)");
    is(
        "array_to_string",
        2,
        "array_join(transform(?1,x->cast(x as string)),?2)",
        "array_join(transform(?1,x->cast(x as string)),?2,?3)");
  }

  private void is(String name, int least, String... patterns) {
    if (registry.findFunctionDescriptor(name) instanceof AbstractSqmFunctionDescriptor like) {
      registry.register(name, new PatternFunction(like, least, patterns));
    }
  }

  /** A function that makes an array, and the same that makes a list. */
  private void both(String name, int least, String... patterns) {
    is(name, least, patterns);
    is(name + "_list", least, patterns);
  }
}
