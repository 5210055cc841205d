package id.paraf.badinput;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms of a page, as a script-less browser sees them. */
final class Forms {

    private static final Pattern FORM = Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile("<(?:input|textarea|select)\\b([^>]*)>", Pattern.DOTALL);

    private Forms() {
    }

    /**
     * A form that is posted.
     *
     * @param fields names with the values that stand there
     * @param typed the names of those that people fill in
     */
    record Form(String action, Map<String, String> fields, List<String> typed) {

        /** Names and values alternating, with this text in every field that people fill in. */
        String[] filled(String text) {
            var parts = new ArrayList<String>();
            fields.forEach((name, value) -> {
                parts.add(name);
                parts.add(typed.contains(name) ? text : value);
            });
            return parts.toArray(String[]::new);
        }
    }

    static List<Form> on(String page, String address) {
        var forms = new ArrayList<Form>();
        for (Matcher form = FORM.matcher(page); form.find();) {
            if (!"post".equalsIgnoreCase(attribute(form.group(1), "method"))) {
                continue;
            }
            var fields = new LinkedHashMap<String, String>();
            var typed = new ArrayList<String>();
            for (Matcher field = FIELD.matcher(form.group(2)); field.find();) {
                String name = attribute(field.group(1), "name");
                if (name.isEmpty() || name.equals("_csrf")) {
                    continue;
                }
                String type = attribute(field.group(1), "type");
                fields.putIfAbsent(name, attribute(field.group(1), "value"));
                if (!List.of("hidden", "checkbox", "radio", "submit").contains(type)) {
                    typed.add(name);
                }
            }
            String action = attribute(form.group(1), "action");
            forms.add(new Form(action.isEmpty() ? address : action, fields, typed));
        }
        return forms;
    }

    private static String attribute(String tag, String name) {
        var value = Pattern.compile("(?:^|\\s)" + name + "=\"([^\"]*)\"").matcher(tag);
        return value.find() ? value.group(1).replace("&amp;", "&") : "";
    }
}
