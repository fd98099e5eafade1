package io.pumprig.simulator.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.pumprig.controller.order.Verb;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class ContractDocumentTest {
    private static String resource(String name) throws IOException {
        try (InputStream in = ContractDocumentTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Schema asyncApi() throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(JsonMapper.shared().readTree(resource("/asyncapi/3.0.0.json")));
    }

    @Test
    void isAnAsyncApiDocument() throws IOException {
        assertEquals("[]", asyncApi().validate(Contract.DOCUMENT).toString());
    }

    @Test
    void aDocumentThatIsNoneIsFound() throws IOException {
        ObjectNode broken = (ObjectNode) Contract.DOCUMENT.deepCopy();
        ((ObjectNode) broken.at("/operations/pause")).put("action", "publish");
        assertFalse(asyncApi().validate(broken).isEmpty());
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertTrue(followed(Contract.DOCUMENT) > 100);
    }

    private static int followed(JsonNode node) {
        int count = 0;
        JsonNode reference = node.get("$ref");
        if (reference != null && reference.isString()) {
            String pointer = reference.stringValue();
            assertTrue(pointer.startsWith("#/"), pointer);
            assertFalse(Contract.DOCUMENT.at(pointer.substring(1)).isMissingNode(), pointer);
            count++;
        }
        for (JsonNode child : node) {
            count += followed(child);
        }
        return count;
    }

    /** To renew it: {@code pumprig-simulator asyncapi}. */
    @Test
    void isShippedAsItIsPrinted() throws IOException {
        assertEquals(
                ContractDocument.json(), resource("/io/pumprig/simulator/gateway/asyncapi.json"));
    }

    @Test
    void isTheSameAsYaml() {
        assertEquals(Contract.DOCUMENT, new YAMLMapper().readTree(ContractDocument.yaml()));
    }

    @Test
    void hasAChannelForEveryVerbOfEveryRig() {
        TreeSet<String> verbs = new TreeSet<>();
        for (JsonNode channel : Contract.DOCUMENT.get("channels")) {
            String address = channel.get("address").stringValue();
            if (address.contains("/cmd/") && !channel.has("x-backend")) {
                verbs.add(address.substring(address.lastIndexOf('/') + 1));
            }
        }
        TreeSet<String> known = new TreeSet<>();
        Arrays.stream(Verb.values()).map(Verb::label).forEach(known::add);
        assertEquals(known, verbs);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "ping | {'id':'1','client':'t'} | true",
                "ping | {'id':'1','client':'t','body':{}} | true",
                "ping | {'id':'1','client':'t','body':{'x':1}} | false",
                "ping | {'id':'1'} | false",
                "ping | {'id':'a b','client':'t'} | false",
                "ping | {'id':'1','client':'t','ttlMs':5000} | false",
                "ping | {'id':'1','client':'t','ttlMs':5000,'issuedAt':1} | true",
                "pause | {'id':'1','client':'t','body':{'confirm':true}} | false",
                "pause | {'id':'1','client':'t','stateVersion':3,'body':{'confirm':true}} | true",
                "alarm-acknowledge | {'id':'1','client':'t','body':{'alarm':'all'}} | true",
                "alarm-acknowledge | {'id':'1','client':'t','body':{'alarm':'ALL'}} | false",
                "bolus | {'id':'1','client':'t'} | false",
                "bolus | {'id':'1','client':'t','body':{'demand':true}} | true",
                "bolus | {'id':'1','client':'t','body':{'demand':true,'dose':'1 mcg'}} | false",
                "bolus | {'id':'1','client':'t','body':{'dose':'1 mcg'}} | false",
                "bolus | {'id':'1','client':'t','body':{'dose':'1 mcg','duration':'5 min'}} | true",
                "refill | {'id':'1','client':'t','body':{'removed':'1 mL','filled':'9 mL'}} | false",
                "sim-speed | {'id':'1','client':'t','body':{'speed':'max'}} | true",
                "sim-speed | {'id':'1','client':'t','body':{'speed':0}} | false",
                "sim-step | {'id':'1','client':'t'} | true",
                "fault-clear | {'id':'1','client':'t','body':{}} | false",
                "fault-inject | {'id':'1','client':'t','body':{'key':'k','type':'occlusion',"
                        + "'target':{'component':'line','instance':'downstream'}}} | true",
                "fault-inject | {'id':'1','client':'t','body':{'key':'k','type':'occlusion',"
                        + "'target':{'component':'motor','instance':'downstream'}}} | false",
            })
    void tellsRequestsThatCanBeFromThoseThatCannot(String verb, String payload, boolean fits) {
        byte[] bytes = payload.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        var objections = Contract.shipped().objections("pumprig/v1/sim-1/cmd/" + verb, bytes);
        assertEquals(fits, objections.isEmpty(), objections::toString);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "pumprig/v1/sim-1/alarm/OCCLUSION_DOWNSTREAM | ~~ | true",
                "pumprig/v1/sim-1/status | ~~ | false",
                "pumprig/v1/sim-1/status | {'status':'lost'} | false",
                "pumprig/v1/sim-1/status | {'status':'ready','backend':'sim','rig':'r','session':'s',"
                        + "'version':'1','seed':1,'faultsEnabled':true,'utc':'2026-01-01T00:00:00.000Z'} | true",
                "pumprig/v1/sim-1/status | {'status':'ready','backend':'sim','rig':'r','session':'s',"
                        + "'version':'1','seed':1,'faultsEnabled':true,'utc':'2026-01-01T00:00:00.000Z','new':1} | false",
                "pumprig/v1/sim-1/elsewhere | {} | false",
                "pumprig/v1/sim-1/fault/active | [] | true",
                "pumprig/v1/sim-1/fault/active | {} | false",
            })
    void tellsPublicationsThatCanBeFromThoseThatCannot(String topic, String payload, boolean fits) {
        byte[] bytes = payload.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        var objections = Contract.shipped().objections(topic, bytes);
        assertEquals(fits, objections.isEmpty(), objections::toString);
    }
}
