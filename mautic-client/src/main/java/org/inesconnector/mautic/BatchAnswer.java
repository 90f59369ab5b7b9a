package org.inesconnector.mautic;

import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** The answer to {@code contacts/batch/edit}: by position, {@code statusCodes} and, where not all went well, {@code errors}. */
final class BatchAnswer {

    private BatchAnswer() {}

    /** One for each of the contacts given, in their order. */
    static List<FieldsWritten> outcomes(JsonNode answer, List<Long> contactIds, SentSecrets secrets) {
        JsonNode codes = answer.path("statusCodes");
        if (Json.items(codes).size() != contactIds.size()) {
            throw Json.notUnderstood("does not say what became of each contact");
        }
        return IntStream.range(0, contactIds.size()).mapToObj(position -> outcome(contactIds.get(position),
                Json.at(codes, position), Json.at(answer.path("errors"), position),
                Json.at(answer.path("contacts"), position), secrets)).toList();
    }

    private static FieldsWritten outcome(long contactId, JsonNode code, JsonNode error, JsonNode contact,
            SentSecrets secrets) {
        int status = (int) Json.whole(code).orElse(0);
        if (status == 404) {
            return new FieldsWritten.Missing(contactId);
        }
        return status / 100 == 2 && !error.isObject()
                ? written(contactId, Json.whole(contact.path("id")).orElse(contactId))
                : new FieldsWritten.Refused(contactId, Refusal.words(error, secrets));
    }

    private static FieldsWritten written(long contactId, long answered) {
        return answered == contactId
                ? new FieldsWritten.Written(contactId)
                : new FieldsWritten.WrittenToWinner(contactId, answered);
    }
}
