import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;

/**
 * Lucene in the comparison of search engines, over folded documents.
 *
 * <p>LuceneRunner DOCUMENTS QUERIES INDEX-FOLDER RESULTS MERGED-RESULTS [reuse]
 *
 * <p>RESULTS are those of the segments that merging by tiers leaves, MERGED-RESULTS those of one
 * segment. Files and times are as engine_runner.h says; one more pass warms up, for the compiler.
 */
final class LuceneRunner {
  private static final int HITS = 10;
  private static final int WARM_UP_PASSES = 2;
  private static final int PASSES = 3;
  private static final double BUFFER_MEGABYTES = 256;
  private static final int FIELD_GAP = 16; // no phrase crosses from the title into the text

  private static final Analyzer SPACES =
      new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
          return new TokenStreamComponents(new WhitespaceTokenizer());
        }

        @Override
        public int getPositionIncrementGap(String field) {
          return FIELD_GAP;
        }
      };

  private final Path documents;
  private final List<PeerFiles.Query> queries;
  private final Path folder;

  private LuceneRunner(String[] arguments) throws IOException {
    documents = Path.of(arguments[0]);
    queries = PeerFiles.readQueries(Path.of(arguments[1]));
    folder = Path.of(arguments[2]);
  }

  public static void main(String[] arguments) throws IOException {
    boolean reuse = arguments.length == 6 && arguments[5].equals("reuse");
    if (arguments.length != 5 && !reuse) {
      System.err.println(
          "usage: LuceneRunner DOCUMENTS QUERIES INDEX-FOLDER RESULTS MERGED-RESULTS [reuse]");
      System.exit(2);
    }
    LuceneRunner runner = new LuceneRunner(arguments);
    runner.run("tiers", Path.of(arguments[3]), reuse);
    runner.run("merged", Path.of(arguments[4]), reuse);
  }

  private void run(String state, Path results, boolean reuse) throws IOException {
    Path index = folder.resolve(state);
    Path figures = folder.resolve(state + ".figures.tsv");
    if (!reuse) build(state, index, figures);
    Path part = results.resolveSibling(results.getFileName() + ".part");
    try (Directory directory = new MMapDirectory(index);
        DirectoryReader reader = DirectoryReader.open(directory);
        BufferedWriter writer = Files.newBufferedWriter(part)) {
      writer.write(Files.readString(figures));
      PeerFiles.writeFigure(writer, "segments", reader.leaves().size());
      ask(new IndexSearcher(reader), writer);
    }
    Files.move(part, results, StandardCopyOption.REPLACE_EXISTING);
  }

  private void build(String state, Path index, Path figures) throws IOException {
    Files.createDirectories(index);
    for (Path old : Files.newDirectoryStream(index)) Files.delete(old);
    IndexWriterConfig config =
        new IndexWriterConfig(SPACES)
            .setSimilarity(new BM25Similarity())
            .setRAMBufferSizeMB(BUFFER_MEGABYTES)
            .setMergeScheduler(new SerialMergeScheduler());
    double start = PeerFiles.threadSeconds();
    double startWall = PeerFiles.wallSeconds();
    long count = 0;
    double reading = 0;
    try (Directory directory = new MMapDirectory(index);
        IndexWriter writer = new IndexWriter(directory, config);
        BufferedReader reader = PeerFiles.open(documents)) {
      for (; ; ++count) {
        double before = PeerFiles.threadSeconds();
        PeerFiles.Document document = PeerFiles.Document.read(reader);
        reading += PeerFiles.threadSeconds() - before;
        if (document == null) break;
        writer.addDocument(toLucene(count, document));
      }
      if (state.equals("merged")) writer.forceMerge(1);
      writer.commit();
    }
    try (BufferedWriter writer = Files.newBufferedWriter(figures)) {
      PeerFiles.writeFigure(writer, "documents", count);
      PeerFiles.writeFigure(
          writer, "build_cpu_seconds", PeerFiles.threadSeconds() - start - reading);
      PeerFiles.writeFigure(
          writer, "build_wall_seconds", PeerFiles.wallSeconds() - startWall - reading);
      PeerFiles.writeFigure(writer, "index_bytes", PeerFiles.folderBytes(index));
    }
  }

  private static Document toLucene(long number, PeerFiles.Document document) {
    Document made = new Document();
    made.add(new TextField("text", document.title, Field.Store.NO));
    made.add(new TextField("text", document.text, Field.Store.NO));
    made.add(new NumericDocValuesField("number", number));
    made.add(new StringField("source", document.source, Field.Store.NO));
    made.add(new LongPoint("date", document.date));
    made.add(new NumericDocValuesField("date", document.date));
    return made;
  }

  private static Query toLucene(PeerFiles.Query query) {
    if (query.queryClass.equals("phrase")) return new PhraseQuery("text", query.terms);
    BooleanQuery.Builder made = new BooleanQuery.Builder();
    for (String term : query.terms) {
      made.add(new TermQuery(new Term("text", term)), query.any() ? Occur.SHOULD : Occur.MUST);
    }
    if (!query.source.isEmpty()) {
      made.add(new TermQuery(new Term("source", query.source)), Occur.FILTER);
    }
    if (query.dateEnd != 0) {
      long last = query.dateEnd - 1;
      made.add(
          new IndexOrDocValuesQuery(
              LongPoint.newRangeQuery("date", query.dateBegin, last),
              NumericDocValuesField.newSlowRangeQuery("date", query.dateBegin, last)),
          Occur.FILTER);
    }
    return made.build();
  }

  private void ask(IndexSearcher searcher, BufferedWriter writer) throws IOException {
    searcher.setSimilarity(new BM25Similarity());
    double[][] cpu = new double[queries.size()][PASSES];
    double[][] wall = new double[queries.size()][PASSES];
    for (int pass = -WARM_UP_PASSES; pass < PASSES; ++pass) {
      for (int i = 0; i < queries.size(); ++i) {
        double wallBefore = PeerFiles.wallSeconds();
        double before = PeerFiles.threadSeconds();
        searcher.search(toLucene(queries.get(i)), HITS);
        double after = PeerFiles.threadSeconds();
        double wallAfter = PeerFiles.wallSeconds();
        if (pass < 0) continue;
        cpu[i][pass] = 1e6 * (after - before);
        wall[i][pass] = 1e6 * (wallAfter - wallBefore);
      }
    }
    PeerFiles.writeFigure(writer, "memory_bytes", PeerFiles.anonymousMemory());
    for (int i = 0; i < queries.size(); ++i) {
      writer.write(line(searcher, i, middle(cpu[i]), middle(wall[i])));
    }
  }

  private static double middle(double[] times) {
    Arrays.sort(times);
    return times[times.length / 2];
  }

  private String line(IndexSearcher searcher, int number, double cpu, double wall)
      throws IOException {
    PeerFiles.Query query = queries.get(number);
    TopDocs top = searcher.search(toLucene(query), HITS);
    StringBuilder hits = new StringBuilder();
    for (ScoreDoc hit : top.scoreDocs) {
      if (hits.length() > 0) hits.append(' ');
      hits.append(number(searcher, hit.doc)).append(':').append(hit.score);
    }
    return String.format(
        "query\t%s\t%d\t%.1f\t%.1f\t%d\t%s\n",
        query.queryClass, number, cpu, wall, searcher.count(toLucene(query)), hits);
  }

  private static long number(IndexSearcher searcher, int doc) throws IOException {
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
    NumericDocValues numbers = leaf.reader().getNumericDocValues("number");
    numbers.advanceExact(doc - leaf.docBase);
    return numbers.longValue();
  }
}
