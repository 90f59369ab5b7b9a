package org.inesconnector.connector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.inesconnector.connector.front.Front;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.PushNow;
import org.inesconnector.connector.service.SynchronisationService;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.connector.sync.Settlement;
import org.inesconnector.simulator.ines.InesSimulator;
import org.inesconnector.simulator.ines.StoredContact;
import org.inesconnector.simulator.ines.StoredLead;
import org.inesconnector.simulator.mautic.MauticSimulator;
import org.inesconnector.simulator.mautic.MauticSimulatorSettings;
import org.inesconnector.simulator.mautic.MauticVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A simulated Mautic and INES, and the connector between them with a database of its own. */
final class BothSides implements AutoCloseable {

    /** What a push writes to INES; all other operations read or sign in. */
    private static final List<String> WRITES = List.of(
            "AddClientWithContacts", "AddContact", "UpdateClient", "UpdateContact", "AddLead", "InsertContactCF",
            "UpdateContactCF", "InsertCompanyCF", "UpdateCompanyCF");

    private static final String DATABASE = "connector.database.url=";

    /** So that no test makes a key file. */
    static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    final MauticSimulator mautic;
    final InesSimulator ines = InesSimulator.start(0);
    private final Supplier<String> database;
    private final Supplier<String> emptyDatabase;
    private final List<String> databases = new CopyOnWriteArrayList<>();
    private @Nullable ConfigurableApplicationContext connector;
    private @Nullable Front front;
    private List<String> unset = List.of();

    BothSides() {
        this(MauticVersion.V7_0_0);
    }

    BothSides(MauticVersion version) {
        mautic = MauticSimulator.start(MauticSimulatorSettings.onPort(0).with(version));
        database = () -> inMemory(H2.newDatabase());
        emptyDatabase = () -> inMemory(H2.emptyDatabase());
    }

    private String inMemory(String made) {
        databases.add(made);
        return DATABASE + made;
    }

    /** @param database the setting that says where it is; one in memory is lost with its process */
    BothSides(String database) {
        mautic = MauticSimulator.start(0);
        this.database = () -> database;
        this.emptyDatabase = this.database;
    }

    /** Settings that suffice, in Spring's form {@code name=value}; {@code more} replaces those of the same name. */
    List<String> settings(String... more) {
        var settings = new ArrayList<>(List.of(
                "ines.url=" + ines.url(),
                "ines.account=" + InesSimulator.ACCOUNT,
                "ines.username=" + InesSimulator.USERNAME,
                "ines.password=" + InesSimulator.PASSWORD,
                "mautic.url=" + mautic.url(),
                "mautic.username=" + MauticSimulator.USERNAME,
                "mautic.password=" + MauticSimulator.PASSWORD,
                "connector.published=true",
                "connector.secret-key=" + KEY,
                "server.port=0",
                "mapping.contact.PrimaryMailAddress=email",
                "mapping.contact.LastName=lastname",
                "mapping.contact.City=city",
                "mapping.client.CompanyName=companyname"));
        for (var setting : more) {
            var name = setting.substring(0, setting.indexOf('=') + 1);
            settings.removeIf(earlier -> earlier.startsWith(name));
            settings.add(setting);
        }
        if (settings.stream().noneMatch(setting -> setting.startsWith(DATABASE))) {
            settings.add(database.get());
        }
        return settings;
    }

    /** Ends an earlier connector: with the same database as before, that is a restart. */
    BothSides connect(String... more) {
        disconnect();
        connector = Connector.start(settings(more).toArray(String[]::new));
        return this;
    }

    /** As {@link #connect}, and takes calls over HTTP. */
    BothSides listen(String... more) {
        return listen(settings(more), _ -> {});
    }

    /** As {@code serve} does it, when it is started for the first time: nothing but this is set. */
    BothSides listenUnset(String... settings) {
        unset = Stream.concat(
                Stream.of("connector.secret-key=" + KEY, "server.port=0", emptyDatabase.get()),
                Arrays.stream(settings)).toList();
        return listen(unset, application -> application.getBean(SynchronisationService.class).startIfSetUp());
    }

    /** For another process beside one that was started by {@link #listenUnset}. */
    String[] sameDatabase() {
        return unset.toArray(String[]::new);
    }

    private BothSides listen(List<String> settings, Consumer<ApplicationContext> whenStarted) {
        disconnect();
        front = Connector.listen(whenStarted::accept, settings.toArray(String[]::new));
        return this;
    }

    /** Where a connector that listens is called. */
    String address() {
        return Objects.requireNonNull(front).address();
    }

    long company(String name) {
        return mautic.createCompany(Map.of("companyname", name));
    }

    long contact(long company, String lastName) {
        long id = mautic.createContact(
                Map.of("lastname", lastName, "email", UUID.randomUUID() + "@dupont.example", "city", "Annecy"));
        mautic.addToCompany(id, company);
        mautic.setPrimaryCompany(id, company);
        return id;
    }

    PushResult push(long contact) {
        return push(contact, Origin.BY_HAND);
    }

    /** @throws ClassCastException where something else became of it */
    PushResult.Pushed pushed(long contact) {
        return (PushResult.Pushed) push(contact);
    }

    PushResult push(long contact, Origin origin) {
        return result(bean(PushNow.class).push(contact, origin));
    }

    static PushResult result(PushNow.Outcome outcome) {
        return ((PushNow.Outcome.Here) outcome).result();
    }

    Settlement settlement() {
        return bean(Settlement.class);
    }

    <T> T bean(Class<T> type) {
        return application().getBean(type);
    }

    <T> Collection<T> beans(Class<T> type) {
        return application().getBeansOfType(type).values();
    }

    private ConfigurableApplicationContext application() {
        var listening = front;
        return listening == null ? Objects.requireNonNull(connector, "Not connected") : listening.application();
    }

    /** The contacts at INES that came from this one. */
    List<StoredContact> atInes(long contact) {
        return ines.contacts().stream()
                .filter(stored -> stored.value("AutomationRef").equals(Long.toString(contact)))
                .toList();
    }

    long clientsOf(long company) {
        return ines.clients().stream()
                .filter(client -> client.value("AutomationRef").equals(Long.toString(company)))
                .count();
    }

    List<StoredLead> leads(int contactReference) {
        return ines.leads().stream().filter(lead -> lead.contactReference() == contactReference).toList();
    }

    int writes() {
        return WRITES.stream().mapToInt(ines.calls()::count).sum();
    }

    void disconnect() {
        if (front != null) {
            front.close();
            front = null;
        }
        if (connector != null) {
            connector.close();
            connector = null;
        }
    }

    @Override
    public void close() {
        disconnect();
        ines.close();
        mautic.close();
        databases.forEach(H2::forget);
        databases.clear();
    }
}
