package io.github.lakewire.hibernate;

import static org.hibernate.query.sqm.produce.function.FunctionParameterType.NUMERIC;
import static org.hibernate.query.sqm.produce.function.FunctionParameterType.STRING;

import java.util.List;
import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.dialect.function.CommonFunctionFactory;
import org.hibernate.query.sqm.function.SqmFunctionRegistry;
import org.hibernate.type.BasicType;
import org.hibernate.type.BasicTypeRegistry;
import org.hibernate.type.StandardBasicTypes;
import org.hibernate.type.spi.TypeConfiguration;

/** The functions of HQL as Databricks spells them. */
final class DatabricksFunctions {
  private DatabricksFunctions() {}

  static void register(FunctionContributions contributions, QueryDialect dialect) {
    CommonFunctionFactory common = new CommonFunctionFactory(contributions);
    numbers(common);
    texts(common);
    aggregates(common);
    temporals(common);
    SqmFunctionRegistry registry = contributions.getFunctionRegistry();
    BasicTypeRegistry types = contributions.getTypeConfiguration().getBasicTypeRegistry();
    BasicType<String> string = types.resolve(StandardBasicTypes.STRING);
    BasicType<Boolean> bool = types.resolve(StandardBasicTypes.BOOLEAN);
    ArrayFunctions.register(common, registry);
    registry.register("unnest", new SetReturning.Unnest());
    registry.register(
        "generate_series", new SetReturning.Series(contributions.getTypeConfiguration()));
    registry.register("array_agg", new ArrayAggregate());
    JsonFunctions.register(registry, contributions.getTypeConfiguration());
    RefusedTables.register(registry, contributions.getTypeConfiguration());
    refuse(registry);
    registry.register("trunc", new Truncation(contributions.getTypeConfiguration()));
    registry.registerAlternateKey("truncate", "trunc");
    TypeConfiguration configuration = contributions.getTypeConfiguration();
    registry.register("timestampadd", new Moments.Add(dialect, configuration));
    registry.register("timestampdiff", new Moments.Difference(dialect, configuration));
    registry.register("extract", new Extraction(dialect, contributions.getTypeConfiguration()));
    registry
        .namedAggregateDescriptorBuilder("regr_count")
        .setInvariantType(types.resolve(StandardBasicTypes.LONG))
        .setExactArgumentCount(2)
        .setParameterTypes(NUMERIC, NUMERIC)
        .register();
    for (String rank : new String[] {"rank", "dense_rank"}) {
      registry.register(rank, new HypotheticalSet(rank, types.resolve(StandardBasicTypes.LONG)));
    }
    for (String share : new String[] {"percent_rank", "cume_dist"}) {
      registry.register(
          share, new HypotheticalSet(share, types.resolve(StandardBasicTypes.DOUBLE)));
    }
    registry
        .registerBinaryTernaryPattern(
            "regexp_like",
            bool,
            "(?1 rlike ?2)",
            "(?1 rlike concat('(',chr(63),?3,')',?2))",
            STRING,
            STRING,
            STRING,
            contributions.getTypeConfiguration())
        .setArgumentListSignature("(STRING string, STRING pattern[, STRING flags])");
    registry
        .patternDescriptorBuilder("dayname", "date_format(?1,'EEEE')")
        .setInvariantType(string)
        .setExactArgumentCount(1)
        .register();
    registry
        .patternDescriptorBuilder("monthname", "date_format(?1,'MMMM')")
        .setInvariantType(string)
        .setExactArgumentCount(1)
        .register();
    registry
        .patternDescriptorBuilder("insert", "overlay(?1 placing ?4 from ?2 for ?3)")
        .setInvariantType(string)
        .setExactArgumentCount(4)
        .setParameterTypes(STRING, NUMERIC, NUMERIC, STRING)
        .register();
  }

  private static void refuse(SqmFunctionRegistry registry) {
    for (String name :
        List.of(
            "xmlelement",
            "xmlcomment",
            "xmlforest",
            "xmlconcat",
            "xmlpi",
            "xmlquery",
            "xmlexists",
            "xmlagg")) {
      registry.register(
          name, new RefusedFunction(name, "read the text and use Java, or xpath() natively"));
    }
  }

  private static void numbers(CommonFunctionFactory common) {
    common.pi();
    common.cot();
    common.radians();
    common.degrees();
    common.log();
    common.log10();
    common.sinh();
    common.cosh();
    common.tanh();
    common.mod_operator();
    common.rand();
    common.bitandorxornot_operator();
    common.bitAndOr();
    common.cbrt();
  }

  private static void texts(CommonFunctionFactory common) {
    common.ascii();
    common.chr_char();
    common.soundex();
    common.reverse();
    common.repeat();
    common.space();
    common.initcap();
    common.translate();
    common.instr();
    common.substr();
    common.position();
    common.overlay();
    common.trim1();
    common.octetLength();
    common.bitLength();
    common.concat_pipeOperator();
    common.md5();
    common.sha1();
    common.hex("hex(?1)");
  }

  private static void aggregates(CommonFunctionFactory common) {
    common.everyAny_boolAndOr();
    common.median();
    common.stddevPopSamp();
    common.varPopSamp();
    common.covarPopSamp();
    common.corr();
    common.regrLinearRegressionAggregates();
    common.windowFunctions();
    common.listagg(null);
    common.inverseDistributionOrderedSetAggregates();
  }

  private static void temporals(CommonFunctionFactory common) {
    common.yearMonthDay();
    common.hourMinuteSecond();
    common.dayOfWeekMonthYear();
    common.weekQuarter();
    common.lastDay();
    common.format_dateFormat();
  }
}
