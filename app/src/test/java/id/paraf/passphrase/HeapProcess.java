package id.paraf.passphrase;

import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

import id.paraf.account.TestPeople;
import id.paraf.boot.Paraf;
import id.paraf.keyroom.Passphrase;
import id.paraf.keyroom.SignOrder;
import id.paraf.keyroom.SignOutcome;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.TestFoundation;

/**
 * The real application in a process of its own, with an owner of a certificate who is logged in and a phone that stands at
 * "Buat Passphrase". It says where to find both and waits; whatever is typed then comes from another process.
 */
final class HeapProcess {

    static final String READY = "READY ";
    private static final int SIGNATURES = 1000;

    private HeapProcess() {
    }

    public static void main(String[] arguments) throws Exception {
        try (var application = new SpringApplication(TestFoundation.class, Paraf.class).run(
                "--spring.profiles.active=test", "--server.port=0")) {
            int port = ((WebServerApplicationContext) application).getWebServer().getPort();
            var world = application.getBean(ResetWorld.class);
            var owner = world.owner(port);
            for (int i = 0; i < SIGNATURES; i++) {
                sign(world, owner);
            }
            world.begin(owner);
            var phone = world.phone(owner);
            world.passSelfie(phone);
            // Somebody who has claimed an account but no more: a login to try passwords at.
            TestPeople.Person other = application.getBean(TestPeople.class).claimed();
            System.out
                    .println(READY + String.join(" ", String.valueOf(port), owner.path(), cookies(owner.desktop()), cookies(phone),
                            other.username));
            if (System.in.read() < 0) {
                return;
            }
        }
    }

    private static void sign(ResetWorld world, ResetWorld.Owner owner) {
        try (var passphrase = Passphrase.of(ResetWorld.OLD)) {
            var order = new SignOrder(UUID.randomUUID(), owner.key(), owner.person().id, new SignOrder.Challenge(new byte[] {1}));
            if (!(world.keyroom.sign(order, passphrase) instanceof SignOutcome.Signed)) {
                throw new IllegalStateException("The keyroom did not sign");
            }
        }
    }

    private static String cookies(HttpBrowser browser) {
        return browser.cookies().entrySet().stream().map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining(";"));
    }
}
