package org.inesconnector.demo;

import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inesconnector.connector.Connector;
import org.inesconnector.connector.connection.ConnectionDraft;
import org.inesconnector.connector.connection.ConnectionTest;
import org.inesconnector.connector.connection.GoodConnection;
import org.inesconnector.connector.connection.InesConnectionSettings;
import org.inesconnector.connector.connection.MauticConnectionSettings;
import org.inesconnector.connector.front.Front;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.PushNow;
import org.inesconnector.connector.service.SynchronisationService;
import org.inesconnector.connector.settings.StoredSettings;
import org.inesconnector.connector.users.Role;
import org.inesconnector.connector.users.Users;
import org.inesconnector.simulator.ines.InesSimulator;
import org.inesconnector.simulator.mautic.MauticSimulator;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.crypto.keygen.KeyGenerators;

/** A Mautic, an INES and the connector between them, all in this process; over real HTTP and SOAP all the same. */
final class Demo implements AutoCloseable {

    private static final String USERNAME = "ada";
    private static final String PASSWORD = "simulated-password";

    private final MauticSimulator mautic;
    private final InesSimulator ines;
    private final Front connector;
    /** Whether the connector works by itself, also after its settings were changed. */
    private volatile boolean working;

    private Demo(MauticSimulator mautic, InesSimulator ines, int port, String... more) {
        this.mautic = mautic;
        this.ines = ines;
        this.connector = Connector.listen(this::started, environment(port, more));
    }

    /**
     * @param mauticPort 0 for any free one, like the others
     * @param more settings in Spring's form {@code name=value}
     */
    static Demo start(int mauticPort, int inesPort, int connectorPort, String... more) {
        var mautic = MauticSimulator.start(mauticPort);
        try {
            var ines = InesSimulator.start(inesPort);
            return new Demo(mautic, ines, connectorPort, more).setUp();
        } catch (RuntimeException e) {
            mautic.close();
            throw e;
        }
    }

    private static String[] environment(int port, String... more) {
        var environment = Stream.of(
                "server.port=" + port,
                "connector.secret-key="
                        + Base64.getEncoder().encodeToString(KeyGenerators.secureRandom(32).generateKey()),
                "connector.database.url=jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DB_CLOSE_DELAY=-1");
        return Stream.concat(environment, Stream.of(more)).toArray(String[]::new);
    }

    private void started(ApplicationContext application) {
        if (working) {
            application.getBean(SynchronisationService.class).start();
        }
    }

    /** As somebody does it on the pages. */
    private Demo setUp() {
        bean(Users.class).create(USERNAME, PASSWORD, Role.ADMINISTRATOR);
        var settings = mapping();
        settings.putAll(Map.of(
                "connector.published", "true",
                "connector.full-synchronisation", "true",
                "ines.url", ines.url().toString(),
                "ines.account", InesSimulator.ACCOUNT,
                "ines.username", InesSimulator.USERNAME,
                "ines.password", InesSimulator.PASSWORD,
                "mautic.url", mautic.url().toString(),
                "mautic.username", MauticSimulator.USERNAME,
                "mautic.password", MauticSimulator.PASSWORD));
        var changes = new HashMap<String, Optional<String>>();
        settings.forEach((name, value) -> changes.put(name, Optional.of(value)));
        changes.putAll(tested(settings));
        bean(StoredSettings.class).change(changes, USERNAME);
        return this;
    }

    private Map<String, Optional<String>> tested(Map<String, String> settings) {
        var typed = settings.entrySet()
                .stream()
                .filter(setting -> setting.getKey().matches("(ines|mautic)[.].*"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        var draft = ConnectionDraft
                .of(bean(InesConnectionSettings.class), bean(MauticConnectionSettings.class))
                .with(typed, false);
        return bean(GoodConnection.class).remembered(draft, bean(ConnectionTest.class).of(draft));
    }

    private static Map<String, String> mapping() {
        var yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("demo.yml"));
        var mapping = new HashMap<String, String>();
        Objects.requireNonNull(yaml.getObject())
                .forEach((name, value) -> mapping.put(name.toString(), value.toString()));
        return mapping;
    }

    /** From now on contacts are synchronised without being asked for. */
    void work() {
        working = true;
        started(connector.application());
    }

    private <T> T bean(Class<T> type) {
        return connector.application().getBean(type);
    }

    /**
     * Fills Mautic and lets the connector synchronise everything by itself, while INES fails now and then.
     *
     * @param faultRate how many of a hundred calls to INES go wrong
     */
    ManyContacts.Result synchronise(int contacts, int faultRate, Consumer<String> out) {
        return new ManyContacts(mautic, ines, connector.application()).run(contacts, faultRate, out);
    }

    /** Creates contacts in Mautic and pushes each; says what happened. */
    void run(Locale locale, Consumer<String> out) {
        var messages = Messages.in(locale);
        var push = bean(PushNow.class);
        for (long id : FrenchContacts.create(mautic, InstantSource.system())) {
            var who = mautic.contact(id).orElseThrow();
            var result = ((PushNow.Outcome.Here) push.push(id, Origin.BY_HAND)).result();
            out.accept("  %-3d %-34s %s".formatted(id, who.values().get("email"), messages.text(result.message())));
        }
    }

    List<String> addresses() {
        return List.of(
                "INES      " + ines.url() + "/",
                "Mautic    " + mautic.url() + "/",
                "Connector %s/  (%s / %s)".formatted(connector.address(), USERNAME, PASSWORD));
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
