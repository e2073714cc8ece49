import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files of the comparison (peer_files.h, engine_runner.h) for the peers that run on Java. */
final class PeerFiles {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private PeerFiles() {}

  static final class Document {
    final String source;
    final long date;
    final String title;
    final String text;

    private Document(String line) {
      String[] fields = line.split("\t", -1);
      source = fields[0];
      date = Long.parseLong(fields[1]);
      title = fields[2];
      text = fields[3];
    }

    static Document read(BufferedReader reader) throws IOException {
      String line = reader.readLine();
      return line == null ? null : new Document(line);
    }
  }

  static final class Query {
    final String queryClass;
    final String[] terms;
    final String source;
    final long dateBegin;
    final long dateEnd;

    private Query(String line) {
      String[] fields = line.split("\t", -1);
      queryClass = fields[0];
      terms = fields[1].split(" ");
      source = fields[2].startsWith("source=") ? fields[2].substring(7) : "";
      String[] dates =
          fields[2].startsWith("date=") ? fields[2].substring(5).split("\\.\\.") : new String[0];
      dateBegin = dates.length == 2 ? Long.parseLong(dates[0]) : 0;
      dateEnd = dates.length == 2 ? Long.parseLong(dates[1]) : 0;
    }

    boolean any() {
      return queryClass.equals("or") || queryClass.equals("title");
    }
  }

  static List<Query> readQueries(Path path) throws IOException {
    List<Query> queries = new ArrayList<>();
    for (String line : Files.readAllLines(path)) queries.add(new Query(line));
    return queries;
  }

  static BufferedReader open(Path path) throws IOException {
    return Files.newBufferedReader(path, StandardCharsets.UTF_8);
  }

  static void writeFigure(BufferedWriter writer, String name, Object value) throws IOException {
    writer.write("figure\t" + name + "\t" + value + "\n");
  }

  static double threadSeconds() {
    return 1e-9 * THREADS.getCurrentThreadCpuTime();
  }

  static double wallSeconds() {
    return 1e-9 * System.nanoTime();
  }

  static long folderBytes(Path folder) throws IOException {
    long bytes = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) bytes += Files.size(file);
    }
    return bytes;
  }

  /** Memory of the process that is no file's, in bytes; 0 where the system does not say. */
  static long anonymousMemory() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) return 0;
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("RssAnon:")) return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
    }
    return 0;
  }
}
