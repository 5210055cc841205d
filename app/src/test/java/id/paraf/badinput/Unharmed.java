package id.paraf.badinput;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** Listens to every log line of a test and fails it on an ERROR: bad input is the sender's mistake, never an incident. */
final class Unharmed implements BeforeEachCallback, AfterEachCallback {

    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing();
            events.add(event);
        }
    };

    @Override
    public void beforeEach(ExtensionContext context) {
        events.clear();
        appender.setContext(root().getLoggerContext());
        appender.start();
        root().addAppender(appender);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        root().detachAppender(appender);
        appender.stop();
        List<String> errors = events.stream().filter(e -> e.getLevel().isGreaterOrEqual(Level.ERROR)).map(Unharmed::describe)
                .toList();
        if (!errors.isEmpty()) {
            throw new AssertionError(errors.size() + " ERROR lines in the log:\n"
                    + String.join("\n", errors.subList(0, Math.min(5, errors.size()))));
        }
    }

    /** Everything logged since the test began, messages and exceptions, one per element. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        events.forEach(e -> lines.add(describe(e)));
        return lines;
    }

    private static String describe(ILoggingEvent event) {
        var text = new StringBuilder(event.getLevel() + " " + event.getLoggerName() + " " + event.getFormattedMessage());
        for (IThrowableProxy cause = event.getThrowableProxy(); cause != null; cause = cause.getCause()) {
            text.append("\n  ").append(cause.getClassName()).append(": ").append(cause.getMessage());
            for (int i = 0; i < Math.min(8, cause.getStackTraceElementProxyArray().length); i++) {
                text.append("\n    ").append(cause.getStackTraceElementProxyArray()[i]);
            }
        }
        return text.toString();
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
