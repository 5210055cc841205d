package id.paraf.gates;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a reader of a jte template would see as written: its text with all expressions taken out. */
final class Template {

    private static final Pattern WITH_ARGUMENTS = Pattern.compile("@(?:template(?:\\.\\w+)+|if|elseif|for)\\s*\\(");
    private static final Pattern BARE = Pattern.compile("@(?:else|endif|endfor|endraw|raw)\\b");
    private static final Pattern HEAD = Pattern.compile("@(?:import|param)\\b[^\\n]*");
    private static final Pattern EXPRESSION = Pattern.compile("(?:\\$unsafe|\\$|!)\\{");
    private static final Pattern HUMAN_ATTRIBUTE = Pattern.compile(
            "\\s(?:alt|title|aria-label|aria-description|placeholder|label|content|data-confirm|data-text)\\s*=\\s*(\"[^\"]*\"|'[^']*')");
    private static final Pattern NAMED_TEXT = Pattern.compile(
            "\\b(?:title|text|label|heading|legend|hint|message|caption|alt)\\s*=\\s*\"([^\"]*\\p{L}[^\"]*)\"");

    private final String source;
    private final StringBuilder html = new StringBuilder();
    private final List<String> spoken = new ArrayList<>();
    private int position;

    private Template(String source) {
        this.source = source;
    }

    /** Words written into the template itself, in text, in attributes that people read, and in arguments that become text. */
    static List<String> hardCoded(String source) {
        var template = new Template(source.replaceAll("(?s)<%--.*?--%>", ""));
        template.text(false);
        String html = template.html.toString().replaceAll("(?s)<!--.*?-->|<script\\b.*?</script>|<style\\b.*?</style>", "");
        var words = new ArrayList<>(template.spoken);
        HUMAN_ATTRIBUTE.matcher(html.replaceAll("(?s)<meta\\b[^>]*>", "")).results().map(m -> m.group(1)).forEach(words::add);
        for (String node : html.replaceAll("(?s)<[^>]*>", "\n").split("\n")) {
            words.add(node);
        }
        return words.stream().map(w -> w.replaceAll("&#?\\w+;", "").replaceAll("^[\"']|[\"']$", "").strip())
                .filter(w -> Pattern.compile("\\p{L}").matcher(w).find()).toList();
    }

    private void text(boolean nested) {
        while (position < source.length()) {
            if (nested && source.charAt(position) == '`') {
                position++;
                return;
            }
            if (skip(HEAD) || skip(BARE)) {
                continue;
            }
            if (skip(WITH_ARGUMENTS)) {
                java(')');
                html.append('\n');
            } else if (skip(EXPRESSION)) {
                java('}');
            } else {
                html.append(source.charAt(position++));
            }
        }
    }

    /** Java up to the closing bracket; templates passed as content are text again. */
    private void java(char end) {
        int start = position;
        int depth = 0;
        var code = new StringBuilder();
        while (position < source.length()) {
            char c = source.charAt(position);
            if (source.startsWith("@`", position)) {
                position += 2;
                html.append('\n');
                text(true);
                html.append('\n');
                continue;
            }
            position++;
            code.append(c);
            if (c == '"') {
                while (position < source.length() && source.charAt(position) != '"') {
                    if (source.charAt(position) == '\\') {
                        position++;
                    }
                    code.append(source.charAt(position++));
                }
                position++;
                code.append('"');
            } else if (c == '\'' && position + 1 < source.length()) {
                position = source.indexOf('\'', position + (source.charAt(position) == '\\' ? 2 : 0)) + 1;
            } else if (c == end && depth == 0) {
                break;
            } else if (c == '(' || c == '{') {
                depth++;
            } else if (c == ')' || c == '}') {
                depth--;
            }
        }
        if (position < start) {
            throw new IllegalStateException(
                    "Unbalanced quotes near " + source.substring(start, Math.min(source.length(), start + 80)));
        }
        NAMED_TEXT.matcher(code).results().map(m -> m.group(1)).forEach(spoken::add);
    }

    private boolean skip(Pattern pattern) {
        var matcher = pattern.matcher(source).region(position, source.length());
        if (matcher.lookingAt()) {
            position = matcher.end();
            return true;
        }
        return false;
    }
}
