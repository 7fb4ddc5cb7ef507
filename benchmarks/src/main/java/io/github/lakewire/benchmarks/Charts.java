package io.github.lakewire.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import org.apache.batik.dom.GenericDOMImplementation;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.labels.ItemLabelAnchor;
import org.jfree.chart.labels.ItemLabelPosition;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.DefaultCategoryDataset;

/** The ratios as pictures. Axes are linear and begin at 0, so that lengths compare as ratios do. */
final class Charts {

  private static final Color[] COLOURS = {new Color(0x1F6FB2), new Color(0xE08A2E)};
  private static final Color GRID = new Color(0xD8D8D8);
  private static final int WIDTH = 860;
  private static final int ROW_HEIGHT = 46;
  private static final int FRAME_HEIGHT = 140;

  private Charts() {}

  /** How many times as fast, and how many times less processor time. */
  static void speed(List<Case> cases, Results results, Path file) throws IOException {
    DefaultCategoryDataset bars = new DefaultCategoryDataset();
    for (Case each : cases) {
      bars.addValue(
          finite(results.speedup(each)),
          "rows per second, Lakewire's over databricks-jdbc's",
          each.label());
      bars.addValue(
          finite(results.cpuRatio(each)),
          "processor time, databricks-jdbc's over Lakewire's",
          each.label());
    }
    write(
        chart(
            "Lakewire beside databricks-jdbc: times as good (1 = equal)", "ratio", "0.0×", 1, bars),
        height(cases),
        file);
  }

  /** Rows per second as shares of the bare loop's. */
  static void loop(List<Case> cases, Results results, Path file) throws IOException {
    DefaultCategoryDataset bars = new DefaultCategoryDataset();
    for (Case each : cases) {
      for (DriverVariant driver : List.of(DriverVariant.LAKEWIRE, DriverVariant.OFFICIAL)) {
        double share = results.shareOfLoop(each, driver);
        bars.addValue(finite(100 * share), driver.label(), each.label());
      }
    }
    write(
        chart("Rows per second, as a share of the bare loop's", "%", "0 '%'", 100, bars),
        height(cases),
        file);
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static int height(List<Case> cases) {
    return FRAME_HEIGHT + ROW_HEIGHT * cases.size();
  }

  private static JFreeChart chart(
      String title, String unit, String format, double reference, DefaultCategoryDataset bars) {
    DecimalFormat number = new DecimalFormat(format, DecimalFormatSymbols.getInstance(Locale.ROOT));
    NumberAxis values = new NumberAxis(unit);
    values.setUpperMargin(0.1);
    values.setLabelFont(font(Font.PLAIN, 12));
    values.setTickLabelFont(font(Font.PLAIN, 12));
    CategoryAxis names = new CategoryAxis();
    names.setTickLabelFont(font(Font.PLAIN, 13));
    names.setMaximumCategoryLabelWidthRatio(0.4f);
    names.setCategoryMargin(0.25);
    names.setTickLabelInsets(new RectangleInsets(2, 4, 2, 8));
    CategoryPlot plot = new CategoryPlot(bars, names, values, renderer(number));
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    plot.setBackgroundPaint(Color.WHITE);
    plot.setRangeGridlinePaint(GRID);
    plot.setOutlineVisible(false);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.addRangeMarker(
        new ValueMarker(reference, Color.DARK_GRAY, new BasicStroke(1.5f)), Layer.BACKGROUND);
    JFreeChart chart = new JFreeChart(title, font(Font.BOLD, 16), plot, true);
    chart.setBackgroundPaint(Color.WHITE);
    chart.setPadding(new RectangleInsets(10, 10, 10, 20));
    chart.getLegend().setPosition(RectangleEdge.TOP);
    chart.getLegend().setFrame(BlockBorder.NONE);
    chart.getLegend().setItemFont(font(Font.PLAIN, 13));
    return chart;
  }

  private static BarRenderer renderer(DecimalFormat number) {
    BarRenderer renderer = new BarRenderer();
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    renderer.setItemMargin(0.05);
    for (int i = 0; i < COLOURS.length; i++) {
      renderer.setSeriesPaint(i, COLOURS[i]);
    }
    renderer.setDefaultItemLabelGenerator(new StandardCategoryItemLabelGenerator("{2}", number));
    renderer.setDefaultItemLabelsVisible(true);
    renderer.setDefaultItemLabelFont(font(Font.PLAIN, 11));
    renderer.setDefaultPositiveItemLabelPosition(
        new ItemLabelPosition(ItemLabelAnchor.OUTSIDE3, TextAnchor.CENTER_LEFT));
    return renderer;
  }

  private static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }

  private static void write(JFreeChart chart, int height, Path file) throws IOException {
    SVGGraphics2D graphics =
        new SVGGraphics2D(
            GenericDOMImplementation.getDOMImplementation()
                .createDocument("http://www.w3.org/2000/svg", "svg", null));
    graphics.setSVGCanvasSize(new Dimension(WIDTH, height));
    chart.draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, height));
    try (Writer out = Files.newBufferedWriter(file, UTF_8)) {
      graphics.stream(out, true);
    }
  }
}
