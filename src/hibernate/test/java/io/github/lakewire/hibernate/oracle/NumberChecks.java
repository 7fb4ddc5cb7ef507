package io.github.lakewire.hibernate.oracle;

/** Arithmetic and functions of numbers. */
final class NumberChecks {
  private NumberChecks() {}

  static void add(Checks c) {
    c.feature("numbers");
    c.value("b.theInteger + 1");
    c.value("b.theInteger - b.theShort");
    c.value("b.theShort * 2");
    c.value("b.theInteger / 2");
    c.value("b.theInteger / 2.0");
    c.value("b.theDouble / 4");
    c.value("b.theInt % 5");
    c.value("mod(b.theInt, 5)");
    c.value("-b.theInteger");
    c.value("abs(b.theInteger)");
    c.value("sign(b.theInteger)");
    c.value("sign(b.theDouble)");
    c.value("ceiling(b.theDouble)");
    c.value("floor(b.theDouble)");
    c.value("round(b.theDouble, 0)");
    c.value("round(b.theDouble, 1)");
    c.value("round(b.theDouble)");
    c.value("round(2.5), round(-2.5), round(3.14159, 2)");
    c.value("trunc(b.theDouble)");
    c.value("truncate(b.theDouble, 1)");
    c.value("trunc(-2.789, 2)");
    c.value("power(b.theDouble, 2)");
    c.value("power(2, 10)");
    c.value("sqrt(abs(b.theDouble))");
    c.value("exp(b.theShort)");
    c.value("ln(abs(b.theInteger))");
    c.value("log10(abs(b.theInteger))");
    c.value("log(2, abs(b.theInteger))");
    c.value("sin(b.theDouble)");
    c.value("cos(b.theDouble)");
    c.value("tan(b.theDouble)");
    c.value("asin(0.5), acos(0.5), atan(0.5)");
    c.value("atan2(b.theInteger, 2)");
    c.value("sinh(0.5), cosh(0.5), tanh(0.5)");
    c.value("degrees(b.theDouble)");
    c.value("radians(b.theDouble)");
    c.value("cot(0.5)");
    c.value("pi");
    c.value("exp(1)");
    c.value("bitand(b.theInt, 6)");
    c.value("bitor(b.theInt, 6)");
    c.value("bitxor(b.theInt, 6)");
    c.value("bitnot(b.theInt)");
    c.value("least(b.theInt, b.theShort, 3)");
    c.value("greatest(b.theInt, 3)");
    c.value("12345678901234567890.5 + 1");
    c.value("1.5e3, 1.5f, 10L, 7BI, 2.50BD");
    c.value("0x1F, 1_000");
    c.where("rand() between 0 and 1");
    c.where("b.theDouble = 1e10");
    c.where("b.theInteger in (5, 6)");
  }
}
