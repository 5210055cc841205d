package id.paraf.notice;

import java.nio.charset.StandardCharsets;
import java.util.Properties;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;

import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.web.util.HtmlUtils;

/** E-mail over SMTP: the same words as plain text and as simple HTML. */
final class MailChannel implements Channel {

    private static final String HTML = """
            <!doctype html><html lang="%s"><head><meta charset="utf-8"><title>%s</title></head>
            <body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#182433;background:#ffffff">
            <div style="max-width:520px;margin:0 auto"><p>%s</p>%s<p style="color:#5b6b7f;font-size:14px">%s</p></div>
            </body></html>""";
    private static final String BUTTON = """
            <p><a href="%s" style="display:inline-block;padding:12px 20px;background:#0b5fa5;color:#ffffff;border-radius:6px;\
            text-decoration:none">%s</a></p><p style="font-size:14px">%s</p>""";

    private final JavaMailSenderImpl sender = new JavaMailSenderImpl();
    private final String from;

    MailChannel(MailSettings settings) {
        from = String.valueOf(settings.from());
        sender.setHost(settings.host());
        sender.setPort(settings.port());
        sender.setUsername(settings.user());
        sender.setPassword(settings.password());
        sender.setDefaultEncoding("UTF-8");
        var properties = new Properties();
        String timeout = String.valueOf(settings.timeout().toMillis());
        properties.put("mail.smtp.connectiontimeout", timeout);
        properties.put("mail.smtp.timeout", timeout);
        properties.put("mail.smtp.writetimeout", timeout);
        properties.put("mail.smtp.auth", String.valueOf(settings.user() != null));
        properties.put("mail.smtp.starttls.enable", String.valueOf(settings.startTls()));
        properties.put("mail.smtp.starttls.required", String.valueOf(settings.startTls()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        sender.setJavaMailProperties(properties);
    }

    @Override
    public Result deliver(Letter letter) {
        try {
            MimeMessage message = sender.createMimeMessage();
            var helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
            helper.setFrom(from);
            helper.setTo(letter.to());
            helper.setSubject(letter.text().subject());
            helper.setText(plain(letter.text()), html(letter.language(), letter.text()));
            // RFC 3834 §5: no vacation notice shall answer.
            message.setHeader("Auto-Submitted", "auto-generated");
            sender.send(message);
            return new Result.Accepted("mail:" + letter.id());
        } catch (MailAuthenticationException e) {
            return new Result.Later("the mail server refused the login", null);
        } catch (MailException e) {
            return refusedForGood(e) ? new Result.Refused("SMTP 5xx") : new Result.Later(e.getClass().getSimpleName(), null);
        } catch (MessagingException e) {
            return new Result.Refused("not a valid message");
        }
    }

    /** RFC 5321 §4.2.1: 5yz is permanent, everything else may pass. */
    private static boolean refusedForGood(MailException e) {
        if (!(e instanceof MailSendException failure)) {
            return false;
        }
        for (Exception cause : failure.getMessageExceptions()) {
            for (@Nullable Throwable next = cause; next != null; next = next instanceof MessagingException m
                    ? m.getNextException()
                    : null) {
                // The server's own reply is the message of this exception: "550 5.1.1 No such user".
                if (next instanceof SendFailedException && String.valueOf(next.getMessage()).matches("(?s)5[0-9]{2}[ -].*")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String plain(Wording.Text text) {
        String link = text.link() == null ? "" : text.button() + ":\n" + text.link() + "\n\n";
        return text.body() + "\n\n" + link + "-- \n" + text.footer() + "\n";
    }

    private static String html(String language, Wording.Text text) {
        String link = "";
        if (text.link() != null && text.button() != null) {
            String address = HtmlUtils.htmlEscape(text.link());
            link = BUTTON.formatted(address, HtmlUtils.htmlEscape(text.button()), address);
        }
        return HTML.formatted(language, HtmlUtils.htmlEscape(text.subject()),
                HtmlUtils.htmlEscape(text.body()).replace("\n", "<br>"), link, HtmlUtils.htmlEscape(text.footer()));
    }
}
