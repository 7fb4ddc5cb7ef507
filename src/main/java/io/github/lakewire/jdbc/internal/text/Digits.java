package io.github.lakewire.jdbc.internal.text;

/** Walks a short text of numbers and signs between them; remembers whether it has strayed. */
final class Digits {
  private final String text;
  private int at;
  private boolean wrong;

  Digits(String text) {
    this.text = text;
  }

  boolean complete() {
    return !wrong && at == text.length();
  }

  boolean accept(char expected) {
    if (at < text.length() && text.charAt(at) == expected) {
      at++;
      return true;
    }
    return false;
  }

  void expect(char expected) {
    wrong |= !accept(expected);
  }

  /** Passes a sign, if there is one, and returns -1 or 1. */
  int sign() {
    if (accept('-')) {
      return -1;
    }
    accept('+');
    return 1;
  }

  /** Reads a number of so many digits, nine at most; 0 when there is none, which is wrong. */
  int number(int fewest, int most) {
    int start = at;
    int value = 0;
    while (at < text.length() && at - start < most && isDigit(text.charAt(at))) {
      value = value * 10 + (text.charAt(at++) - '0');
    }
    wrong |= at - start < fewest;
    return value;
  }

  /** Reads the digits after a decimal point, nine at most, as billionths. */
  int fraction() {
    int start = at;
    int value = number(1, 9);
    for (int i = at - start; i < 9; i++) {
      value *= 10;
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
