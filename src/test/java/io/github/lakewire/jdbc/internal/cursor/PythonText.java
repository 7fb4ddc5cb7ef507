package io.github.lakewire.jdbc.internal.cursor;

/**
 * Turns the text that Python prints of nested values, as the recordings have them, into the JSON
 * that the driver is to give: lists of pairs are maps.
 */
final class PythonText {
  private final String text;
  private int at;
  private final StringBuilder json = new StringBuilder();

  private PythonText(String text) {
    this.text = text;
  }

  static String toJson(String python) {
    PythonText parser = new PythonText(python);
    parser.value();
    if (parser.at != python.length()) {
      throw new IllegalStateException("left over: " + python.substring(parser.at));
    }
    return parser.json.toString();
  }

  private void value() {
    if (skip("[(")) {
      at--;
      json.append('{');
      do {
        expect("(");
        value();
        expect(", ");
        json.append(':');
        value();
        expect(")");
      } while (separated());
      expect("]");
      json.append('}');
    } else if (skip("[")) {
      json.append('[');
      do {
        value();
      } while (separated());
      expect("]");
      json.append(']');
    } else if (skip("{")) {
      json.append('{');
      do {
        value();
        expect(": ");
        json.append(':');
        value();
      } while (separated());
      expect("}");
      json.append('}');
    } else if (skip("'")) {
      json.append('"').append(until("'")).append('"');
    } else if (skip("Decimal('")) {
      json.append(until("')"));
    } else if (skip("datetime.date(")) {
      String[] parts = until(")").split(", ", -1);
      json.append(
          String.format(
              "\"%04d-%02d-%02d\"",
              Integer.valueOf(parts[0]), Integer.valueOf(parts[1]), Integer.valueOf(parts[2])));
    } else if (skip("False")) {
      json.append("false");
    } else if (skip("True")) {
      json.append("true");
    } else if (skip("None")) {
      json.append("null");
    } else {
      while (at < text.length() && "+-.0123456789e".indexOf(text.charAt(at)) >= 0) {
        json.append(text.charAt(at++));
      }
    }
  }

  private boolean separated() {
    if (skip(", ")) {
      json.append(',');
      return true;
    }
    return false;
  }

  private String until(String end) {
    int stop = text.indexOf(end, at);
    String part = text.substring(at, stop);
    at = stop + end.length();
    return part;
  }

  private boolean skip(String expected) {
    if (text.startsWith(expected, at)) {
      at += expected.length();
      return true;
    }
    return false;
  }

  private void expect(String expected) {
    if (!skip(expected)) {
      throw new IllegalStateException("no " + expected + " at " + at + " of " + text);
    }
  }
}
