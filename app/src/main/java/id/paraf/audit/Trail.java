package id.paraf.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.springframework.stereotype.Component;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import id.paraf.kernel.Origin;

/** The one way in which an event is read from its row and written into the chain and the export. */
@Component
class Trail {

    static final String COLUMNS = "e.id, e.at, e.type, e.account, e.actor, e.subject, e.details, e.address, e.agent ";
    private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {
    };

    // Everything but printable ASCII is escaped: no name can forge a line or colour a terminal (AL-03).
    private final JsonMapper json = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    Entry entry(ResultSet rs) throws SQLException {
        return new Entry(rs.getLong("id"), rs.getObject("at", OffsetDateTime.class).toInstant(),
                new AuditEvent(rs.getString("type"), rs.getObject("account", UUID.class), rs.getObject("actor", UUID.class),
                        rs.getString("subject"), json.readValue(rs.getString("details"), DETAILS),
                        new Origin(rs.getString("address"), rs.getString("agent"))));
    }

    /** The event as the chain hashes it. The order of the fields is part of the format. */
    String canonical(Entry entry) {
        var event = entry.event();
        var fields = new java.util.LinkedHashMap<String, Object>();
        fields.put("id", entry.id());
        fields.put("at", entry.at().toString());
        fields.put("type", event.type());
        fields.put("account", event.account() == null ? "" : event.account().toString());
        fields.put("actor", event.actor() == null ? "" : event.actor().toString());
        fields.put("subject", event.subject());
        fields.put("details", new TreeMap<>(event.details()));
        fields.put("address", event.origin().address());
        fields.put("agent", event.origin().agent());
        return json.writeValueAsString(fields);
    }
}
