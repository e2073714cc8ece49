import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;

/**
 * How Lucene's BM25 ranks known items (make_known_items.cc says what they are), by three analyses:
 * exact syllables, folded ones, and folded ones with their neighbouring pairs.
 *
 * <p>LuceneKnownItems FOLDER SET RANKS.tsv
 *
 * <p>Writes what khotin_known_items writes, once for each variant. Any word of the query counts.
 */
final class LuceneKnownItems {
  private static final int HITS = 10;
  private static final double BUFFER_MEGABYTES = 256;
  private static final String[] VARIANTS = {"exact", "folded", "folded+pairs"};

  private LuceneKnownItems() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 3) {
      System.err.println("usage: LuceneKnownItems FOLDER SET RANKS.tsv");
      System.exit(2);
    }
    String set = arguments[0] + "/" + arguments[1];
    try (Directory directory = new ByteBuffersDirectory()) {
      build(Path.of(set + ".documents.tsv"), directory);
      try (DirectoryReader reader = DirectoryReader.open(directory);
          BufferedWriter ranks = Files.newBufferedWriter(Path.of(arguments[2]))) {
        rank(Path.of(set + ".queries.tsv"), new IndexSearcher(reader), ranks);
      }
    }
  }

  private static void build(Path documents, Directory directory) throws IOException {
    // Merges of neighbours only: documents stay in the order they came, by which they are known.
    IndexWriterConfig config =
        new IndexWriterConfig(new WhitespaceAnalyzer())
            .setRAMBufferSizeMB(BUFFER_MEGABYTES)
            .setMergePolicy(new LogDocMergePolicy());
    try (IndexWriter writer = new IndexWriter(directory, config);
        BufferedReader reader = PeerFiles.open(documents)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] fields = line.split("\t", -1);
        Document document = new Document();
        document.add(new TextField("exact", fields[1], Field.Store.NO));
        document.add(new TextField("folded", fields[2], Field.Store.NO));
        document.add(
            new TextField("pairs", String.join(" ", pairs(fields[2])), Field.Store.NO));
        writer.addDocument(document);
      }
      writer.forceMerge(1);
    }
  }

  private static List<String> pairs(String terms) {
    String[] words = terms.split(" ");
    List<String> pairs = new ArrayList<>();
    for (int i = 1; i < words.length; ++i) pairs.add(words[i - 1] + "_" + words[i]);
    return pairs;
  }

  private static void rank(Path queries, IndexSearcher searcher, BufferedWriter ranks)
      throws IOException {
    try (BufferedReader reader = PeerFiles.open(queries)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] fields = line.split("\t", -1);
        int wanted = Integer.parseInt(fields[0]);
        for (String variant : VARIANTS) {
          BooleanQuery query = query(variant, fields[3], fields[4]);
          ranks.write(fields[1] + "\t" + variant + "\t" + rank(searcher, query, wanted) + "\n");
        }
      }
    }
  }

  private static BooleanQuery query(String variant, String exact, String folded) {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    String field = variant.equals("exact") ? "exact" : "folded";
    for (String term : (field.equals("exact") ? exact : folded).split(" ")) {
      query.add(new TermQuery(new Term(field, term)), Occur.SHOULD);
    }
    if (variant.equals("folded+pairs")) {
      for (String pair : pairs(folded)) {
        query.add(new TermQuery(new Term("pairs", pair)), Occur.SHOULD);
      }
    }
    return query.build();
  }

  private static int rank(IndexSearcher searcher, BooleanQuery query, int wanted)
      throws IOException {
    ScoreDoc[] hits = searcher.search(query, HITS).scoreDocs;
    for (int i = 0; i < hits.length; ++i) {
      if (hits[i].doc == wanted) return i + 1;
    }
    return 0;
  }
}
