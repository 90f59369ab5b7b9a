package org.inesconnector.faults;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.inesconnector.processes.Wrong;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.http.FaultRule;
import org.inesconnector.simulator.ines.InesFaults;

/** One fault at one operation of INES's, with what makes such a call due. */
record Pair(Fault fault, String operation, Consumer<Trouble> provoke) {

    static final String SIGN_IN = "authenticationWs";
    private static final String CONTRACT = "wsdl";
    private static final String VALUE_LIST = "GetTypeContactList";
    private static final String READ_CONTACT = "GetContact";
    /** Who was deleted in Mautic is flagged by it. */
    static final String FLAG = "DeleteAutomationContact";

    /** It costs nothing where it is met; a machine that does much else may need it to have somebody at INES at all. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** A process has to be started again first. */
    private static final Duration PATIENCE_WITH_A_START = Duration.ofMinutes(2);

    private static final Duration BETWEEN_DELETIONS = Duration.ofSeconds(12);

    private static final Fault UNREADABLE = InesFaults.soapFault("Fiche introuvable");

    /** Their answers have references that can be missing. */
    private static final Set<String> WITH_REFERENCES = Set.of(READ_CONTACT, "GetClient", "AddClientWithContacts",
            "AddContact", "AddLead", "UpdateContact", "UpdateClient");

    /** All operations that the connector uses with the harness's mapping. */
    private static final Map<String, Consumer<Trouble>> OPERATIONS = operations();

    private static Map<String, Consumer<Trouble>> operations() {
        var operations = new LinkedHashMap<String, Consumer<Trouble>>();
        operations.put(CONTRACT, Pair::aProcessReadsTheContract);
        operations.put(SIGN_IN, trouble -> {
            trouble.world().ines.expireSessions();
            trouble.world().somebodyKnownIsRenamed();
        });
        operations.put("GetSyncInfo", in(World::somebodyKnownIsRenamed));
        operations.put(VALUE_LIST, Pair::aContactCannotBeRead);
        operations.put(READ_CONTACT, in(World::somebodyKnownIsRenamed));
        operations.put("GetClient", in(World::aKnownCompanyChanges));
        operations.put("GetContactCF", in(World::somebodyKnownIsRenamed));
        operations.put("GetCompanyCF", in(World::aKnownCompanyChanges));
        operations.put("AddClientWithContacts", in(World::somebodyComesToANewCompany));
        operations.put("AddContact", in(World::somebodyComesToAKnownCompany));
        operations.put("AddLead", in(World::somebodyKnownIsTagged));
        operations.put("UpdateContact", in(World::somebodyKnownIsRenamed));
        operations.put("UpdateClient", in(World::aKnownCompanyChanges));
        operations.put("InsertContactCF", in(World::somebodyComesToAKnownCompany));
        operations.put("UpdateContactCF", in(World::aCustomFieldChanges));
        operations.put("InsertCompanyCF", in(World::somebodyComesToANewCompany));
        operations.put("UpdateCompanyCF", in(World::aCustomFieldOfACompanyChanges));
        operations.put(FLAG, in(World::somebodyKnownIsDeleted));
        return operations;
    }

    private static Consumer<Trouble> in(Consumer<World> happens) {
        return trouble -> happens.accept(trouble.world());
    }

    /** Each fault at each operation where it makes sense, in the order in which they are met. */
    static List<Pair> shuffled(List<Fault> faults, Random random) {
        var pairs = new ArrayList<Pair>();
        OPERATIONS.forEach((operation, provoke) -> faults.stream()
                .filter(fault -> canMeet(fault, operation))
                .forEach(fault -> pairs.add(new Pair(fault, operation, provoke))));
        Collections.shuffle(pairs, random);
        return pairs;
    }

    private static boolean canMeet(Fault fault, String operation) {
        if (fault.equals(InesFaults.signInRefused())) {
            return operation.equals(SIGN_IN);
        }
        if (fault.equals(InesFaults.sessionDropped())) {
            return !operation.equals(SIGN_IN) && !operation.equals(CONTRACT);
        }
        return !fault.equals(InesFaults.withoutReferences()) || WITH_REFERENCES.contains(operation);
    }

    /** @param number that no other pair has */
    void meet(Trouble trouble, int number) {
        if (isMet(trouble, number)) {
            trouble.met().count();
        } else {
            trouble.met().miss("Not met: " + this);
        }
    }

    private boolean isMet(Trouble trouble, int number) {
        trouble.awaitReady();
        var faults = trouble.world().ines.faults();
        var rule = new FaultRule(operation, 0, 1, 1, number, fault);
        faults.add(rule);
        boolean met = operation.equals(CONTRACT)
                ? trouble.provokeOnce(() -> provoke.accept(trouble), PATIENCE_WITH_A_START,
                        () -> Met.isOver(faults, rule))
                : trouble.provoke(() -> provoke.accept(trouble), betweenProvocations(operation), PATIENCE,
                        () -> Met.isOver(faults, rule));
        if (!met) {
            trouble.world().endFaults();
        }
        return met;
    }

    /** There are not enough contacts to delete one each few seconds; and what was refused is tried again without another one. */
    static Duration betweenProvocations(String operation) {
        return operation.equals(FLAG) ? BETWEEN_DELETIONS : Trouble.BETWEEN_PROVOCATIONS;
    }

    /** It is read once a day, and kept: so it is forgotten, and a process has to read it when it starts. */
    private static void aProcessReadsTheContract(Trouble trouble) {
        try (var connection = trouble.installation().database().open();
                var statement = connection.createStatement()) {
            statement.execute("DELETE FROM ines_contract");
        } catch (SQLException e) {
            throw new Wrong("The contract that is kept cannot be forgotten", e);
        }
        trouble.cluster().killOne(trouble.random(), Set.of());
        trouble.cluster().restartDead();
    }

    /** Whether INES gives anything at all is looked at then. */
    private static void aContactCannotBeRead(Trouble trouble) {
        var faults = trouble.world().ines.faults();
        if (faults.rules().stream().noneMatch(rule -> rule.fault().equals(UNREADABLE))) {
            faults.next(READ_CONTACT, UNREADABLE);
        }
        trouble.world().somebodyKnownIsRenamed();
    }

    @Override
    public String toString() {
        return fault + " at " + operation;
    }
}
