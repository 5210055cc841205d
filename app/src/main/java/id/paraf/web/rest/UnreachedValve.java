package id.paraf.web.rest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

import id.paraf.web.RawProblems;

/** What Tomcat refuses before it knows whose request it is: there its own page would come, to programs as well. */
class UnreachedValve extends ErrorReportValve {

    private final RawProblems problems;

    UnreachedValve(RawProblems problems) {
        this.problems = problems;
        setShowReport(false);
        setShowServerInfo(false);
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        var body = problems.say(request.getRequestURI(), response.getStatus(), request.getHeader("Accept-Language"));
        if (body.isEmpty() || response.getContentWritten() > 0) {
            super.report(request, response, throwable);
        } else if (response.setErrorReported()) {
            write(response, body.get());
        }
    }

    private static void write(Response response, byte[] body) {
        response.setContentType("application/problem+json");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        try {
            var reporter = response.getReporter();
            if (reporter != null) {
                reporter.write(new String(body, StandardCharsets.UTF_8));
                response.finishResponse();
            }
        } catch (IOException | IllegalStateException gone) {
            // Whoever asked does not listen any more.
        }
    }
}
