package org.inesconnector.demo;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.inesconnector.connector.Connector;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.PushNow;
import org.inesconnector.simulator.ines.InesSimulator;
import org.inesconnector.simulator.mautic.MauticSimulator;
import org.springframework.context.ConfigurableApplicationContext;

/** A Mautic, an INES and the connector between them, all in this process; over real HTTP and SOAP all the same. */
final class Demo implements AutoCloseable {

    private final MauticSimulator mautic;
    private final InesSimulator ines;
    private final ConfigurableApplicationContext connector;

    private Demo(MauticSimulator mautic, InesSimulator ines, ConfigurableApplicationContext connector) {
        this.mautic = mautic;
        this.ines = ines;
        this.connector = connector;
    }

    /**
     * @param mauticPort 0 for any free one, like {@code inesPort}
     * @param more settings in Spring's form {@code name=value}
     */
    static Demo start(int mauticPort, int inesPort, String... more) {
        var mautic = MauticSimulator.start(mauticPort);
        try {
            var ines = InesSimulator.start(inesPort);
            return new Demo(mautic, ines, Connector.start(settings(mautic, ines, more)));
        } catch (RuntimeException e) {
            mautic.close();
            throw e;
        }
    }

    private static String[] settings(MauticSimulator mautic, InesSimulator ines, String... more) {
        var settings = Stream.of(
                "spring.config.additional-location=classpath:demo.yml",
                "connector.published=true",
                "connector.full-synchronisation=true",
                "connector.database.url=jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DB_CLOSE_DELAY=-1",
                "ines.url=" + ines.url(),
                "ines.account=" + InesSimulator.ACCOUNT,
                "ines.username=" + InesSimulator.USERNAME,
                "ines.password=" + InesSimulator.PASSWORD,
                "mautic.url=" + mautic.url(),
                "mautic.username=" + MauticSimulator.USERNAME,
                "mautic.password=" + MauticSimulator.PASSWORD);
        return Stream.concat(settings, Stream.of(more)).toArray(String[]::new);
    }

    /**
     * Fills Mautic and lets the connector synchronise everything by itself, while INES fails now and then.
     *
     * @param faultRate how many of a hundred calls to INES go wrong
     */
    ManyContacts.Result synchronise(int contacts, int faultRate, Consumer<String> out) {
        return new ManyContacts(mautic, ines, connector).run(contacts, faultRate, out);
    }

    /** Creates contacts in Mautic and pushes each; says what happened. */
    void run(Locale locale, Consumer<String> out) {
        var messages = Messages.in(locale);
        var push = connector.getBean(PushNow.class);
        for (long id : FrenchContacts.create(mautic, InstantSource.system())) {
            var who = mautic.contact(id).orElseThrow();
            var result = ((PushNow.Outcome.Here) push.push(id, Origin.BY_HAND)).result();
            out.accept("  %-3d %-34s %s".formatted(id, who.values().get("email"), messages.text(result.message())));
        }
    }

    List<String> addresses() {
        return List.of("INES   " + ines.url() + "/", "Mautic " + mautic.url() + "/");
    }

    InesSimulator ines() {
        return ines;
    }

    MauticSimulator mautic() {
        return mautic;
    }

    @Override
    public void close() {
        connector.close();
        ines.close();
        mautic.close();
    }
}
