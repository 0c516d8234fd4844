import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Makes tables of what was measured: the median of the rounds, and Salon beside the others. */
public final class Report {

    private static final String USAGE = """
            java bench/Report.java FILE
                FILE has lines "phase TAB system TAB what TAB measure TAB value", one for each round. A measure that
                ends in /s is the better the higher, any other the better the lower.
            """;

    private static final String OWN = "Salon";

    /** Measures of which less is not better. */
    private static final Set<String> NOT_COMPARED = Set.of("not answered well", "kB");

    private Report() {}

    public static void main(String[] words) throws IOException {
        if (words.length != 1) {
            System.err.print(USAGE);
            System.exit(2);
        }
        Map<String, Map<String, Map<String, List<Double>>>> phases = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of(words[0]))) {
            String[] parts = line.split("\t");
            if (parts.length != 5) {
                throw new IOException("This line of " + words[0] + " is no measurement: " + line);
            }
            phases.computeIfAbsent(parts[0], none -> new LinkedHashMap<>())
                    .computeIfAbsent(parts[2] + "\t" + parts[3], none -> new TreeMap<>())
                    .computeIfAbsent(parts[1], none -> new ArrayList<>())
                    .add(Double.valueOf(parts[4]));
        }
        phases.forEach(Report::table);
    }

    private static void table(String phase, Map<String, Map<String, List<Double>>> rows) {
        Set<String> systems = new LinkedHashSet<>();
        systems.add(OWN);
        rows.values().forEach(row -> systems.addAll(row.keySet()));
        systems.removeIf(system -> rows.values().stream().noneMatch(row -> row.containsKey(system)));
        System.out.println("\n### " + phase + "\n");
        StringBuilder head = new StringBuilder("| what | measure |");
        StringBuilder rule = new StringBuilder("|---|---|");
        for (String system : systems) {
            head.append(' ').append(system).append(" |");
            rule.append("---:|");
        }
        System.out.println(head + "\n" + rule);
        rows.forEach((name, row) -> {
            String[] parts = name.split("\t");
            StringBuilder line = new StringBuilder("| " + parts[0] + " | " + parts[1] + " |");
            for (String system : systems) {
                line.append(' ').append(cell(system, row, parts[1])).append(" |");
            }
            System.out.println(line);
        });
    }

    /** What was measured of a system, and how many times better Salon is. */
    private static String cell(String system, Map<String, List<Double>> row, String measure) {
        if (!row.containsKey(system)) {
            return "";
        }
        double value = median(Objects.requireNonNull(row.get(system)));
        String shown = String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
        if (system.equals(OWN) || !row.containsKey(OWN) || NOT_COMPARED.contains(measure)) {
            return shown;
        }
        boolean higherIsBetter = measure.endsWith("/s");
        double own = median(Objects.requireNonNull(row.get(OWN)));
        double ratio = higherIsBetter ? own / value : value / own;
        return Double.isFinite(ratio) ? shown + String.format(Locale.ROOT, " (%.3gx)", ratio) : shown;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
