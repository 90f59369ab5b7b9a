package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.inesconnector.connector.users.Role;
import org.inesconnector.connector.users.Users;
import org.inesconnector.simulator.http.Fault;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is clicked once, or twice because nothing seems to happen, is one wish. */
class PushButtonTest {

    private static final String PASSWORD = "une longue phrase";

    @AutoClose
    private final BothSides sides = new BothSides().listen();

    @AutoClose
    private final Visitor visitor = new Visitor(sides.address(), "fr-FR");

    private long zoe;

    @BeforeEach
    void signIn() {
        zoe = sides.contact(sides.company("Ateliers"), "Lefèvre");
        sides.bean(Users.class).create("ada", PASSWORD, Role.ADMINISTRATOR);
        visitor.signIn("ada", PASSWORD);
    }

    private Map<String, String> form() {
        return visitor.get("/preview?contact=" + zoe).form("push-now");
    }

    private Visitor.Answer push(Map<String, String> form) {
        return visitor.post("/preview/push", form);
    }

    private int leads() {
        return sides.leads(sides.atInes(zoe).getFirst().reference()).size();
    }

    @Test
    void aSecondClickWhileTheFirstIsUnderWayWritesNoSecondLeadAndShowsTheSameRow() {
        var form = form();
        sides.ines.faults().next(
                "AddClientWithContacts", Fault.latency(Duration.ofSeconds(2)));
        var clicks = List.of(CompletableFuture.supplyAsync(() -> push(form)),
                CompletableFuture.supplyAsync(() -> push(form)));
        assertThat(clicks).extracting(click -> click.join().path()).containsOnly(clicks.getFirst().join().path());
        assertThat(leads()).isOne();
    }

    @Test
    void aFormThatIsSentAgainAfterwardsWritesNothingAndANewOneWritesALead() {
        var form = form();
        var row = push(form).path();
        assertThat(push(form).path()).isEqualTo(row).startsWith("/journal/");
        assertThat(leads()).isOne();
        assertThat(push(form()).path()).isNotEqualTo(row);
        assertThat(leads()).isEqualTo(2);
    }
}
