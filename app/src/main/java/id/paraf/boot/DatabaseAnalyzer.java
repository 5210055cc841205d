package id.paraf.boot;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a sentence that the database cannot be reached or lets nobody in: that is the operator's to mend, and no defect. */
final class DatabaseAnalyzer extends AbstractFailureAnalyzer<PSQLException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable root, PSQLException cause) {
        String state = cause.getSQLState() == null ? "" : cause.getSQLState();
        // Classes of SQLSTATE: 08 connection exception, 28 invalid authorization, 3D invalid catalog name.
        boolean theOperators = state.startsWith("08") || state.startsWith("28") || state.startsWith("3D");
        return !theOperators ? null : new FailureAnalysis("The database cannot be used: " + cause.getMessage(),
                "Check paraf.database.url, paraf.database.user and paraf.database.password, and whether the server runs.", cause);
    }
}
