package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/**
 * SchemaSpy, in a JVM of its own with the shaded jar, describes the demo schema. It reads routines
 * by SQL, and everything else by JDBC.
 */
@ExtendWith(SharedWarehouse.class)
class SchemaSpyIT {

  @Test
  void describesTheDemoSchema(WarehouseProcess warehouse, @TempDir Path folder) throws Exception {
    Path program = Path.of("target", "schemaspy", "schemaspy-app.jar").toAbsolutePath();
    assertTrue(Files.exists(program), "no SchemaSpy: run 'mvn verify'");
    Files.writeString(folder.resolve("lakewire.properties"), databaseType(warehouse));
    Files.writeString(folder.resolve("run.properties"), settings(warehouse));
    Program.Outcome outcome =
        Program.run(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-jar",
                program.toString(),
                "-configFile",
                "run.properties",
                "-nohtml",
                "-norows",
                "-noimplied"),
            Map.of(),
            folder,
            120);
    String said = outcome.out() + outcome.err();
    assertEquals(0, outcome.exitCode(), said);
    assertFalse(said.contains("WARN") || said.contains("ERROR"), said);

    Document found =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(folder.resolve("out/samples.lakewire.xml").toFile());
    assertEquals(
        List.of("trips", "vendor_trips", "vendors", "zones"), texts(found, "//table/@name"));
    assertEquals(
        List.of(
            "Five million invented taxi rides",
            "What each vendor drove and earned",
            "Who drives",
            "Where they drive"),
        texts(found, "//table/@remarks"));
    assertEquals(List.of("Kilometres"), texts(found, "//column[@name = 'distance_km']/@remarks"));
    assertEquals(List.of("trip_id", "name", "zone"), texts(found, "//primaryKey/@column"));
    assertEquals(List.of("trips_vendor", "trips_zone"), texts(found, "//parent/@foreignKey"));
    assertEquals(List.of("name", "zone"), texts(found, "//parent/@column"));
    assertEquals(List.of("trips", "trips"), texts(found, "//child/@table"));
    assertEquals(
        List.of("count_trips", "fare_with_tip", "zones_of"), texts(found, "//routine/@name"));
    assertEquals(
        List.of("How many trips began on a day", "What a guest pays", "The zones of one borough"),
        texts(found, "//routine/comment/text()"));
    assertEquals(
        List.of("day", "trips", "fare", "percent", "borough"), texts(found, "//parameter/@name"));
  }

  private static String databaseType(WarehouseProcess warehouse) {
    return """
    dbms=Databricks
    description=Lakewire
    driver=io.github.lakewire.jdbc.LakewireDriver
    connectionSpec=%s;catalog=samples
    selectRoutinesSql=SELECT routine_name, routine_type, \
    COALESCE(full_data_type, '') AS dtd_identifier, routine_body, routine_definition, \
    sql_data_access, '' AS security_type, is_deterministic = 'YES' AS is_deterministic, \
    comment AS routine_comment \
    FROM samples.information_schema.routines WHERE routine_schema = :schema
    selectRoutineParametersSql=SELECT specific_name, parameter_name, \
    full_data_type AS dtd_identifier, parameter_mode \
    FROM samples.information_schema.parameters WHERE specific_schema = :schema \
    ORDER BY specific_name, ordinal_position
    """
        .formatted(SharedWarehouse.trustedUrl(warehouse));
  }

  private static String settings(WarehouseProcess warehouse) {
    return """
    schemaspy.t=lakewire.properties
    schemaspy.dp=%s
    schemaspy.u=token
    schemaspy.p=%s
    schemaspy.cat=samples
    schemaspy.s=lakewire
    schemaspy.db=samples
    schemaspy.o=out
    """
        .formatted(ShadedJar.path(), warehouse.token());
  }

  private static List<String> texts(Document document, String path) throws Exception {
    XPath query = XPathFactory.newInstance().newXPath();
    NodeList nodes = (NodeList) query.evaluate(path, document, XPathConstants.NODESET);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getNodeValue());
    }
    return texts;
  }
}
