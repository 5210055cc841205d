package id.paraf.web.rest;

import java.util.LinkedHashMap;
import java.util.Map;

/** How a receiver checks a message, in the languages that applications here are written in. */
final class WebhookExample {

    private WebhookExample() {
    }

    /** By the name of the language. */
    static Map<String, String> all() {
        var examples = new LinkedHashMap<String, String>();
        examples.put("PHP", """
                $id = $_SERVER['HTTP_WEBHOOK_ID'];
                $time = $_SERVER['HTTP_WEBHOOK_TIMESTAMP'];
                $body = file_get_contents('php://input');
                $key = base64_decode(substr(getenv('WEBHOOK_SECRET'), strlen('whsec_')));
                $wanted = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$time.$body", $key, true));
                $fits = false;
                foreach (explode(' ', $_SERVER['HTTP_WEBHOOK_SIGNATURE']) as $one) {
                    $fits = hash_equals($wanted, $one) || $fits;
                }
                if (!$fits || abs(time() - (int) $time) > 300) {
                    http_response_code(400);
                    exit;
                }""");
        examples.put("Python", """
                import base64, hashlib, hmac, os, time

                def fits(headers, body: bytes) -> bool:
                    at = headers["webhook-timestamp"]
                    key = base64.b64decode(os.environ["WEBHOOK_SECRET"].removeprefix("whsec_"))
                    signed = headers["webhook-id"].encode() + b"." + at.encode() + b"." + body
                    wanted = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
                    given = headers["webhook-signature"].split(" ")
                    return abs(time.time() - int(at)) <= 300 and any(hmac.compare_digest(wanted, one) for one in given)""");
        return examples;
    }
}
