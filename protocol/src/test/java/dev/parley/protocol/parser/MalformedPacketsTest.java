package dev.parley.protocol.parser;

import static dev.parley.protocol.parser.Packets.text;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.frame.ProtocolViolation;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What no decoder may let through (T03, T06, T20-T25 of the threats): each line is one packet. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MalformedPacketsTest {
    private static final String PLACEHOLDER = "{'_placeholder':true,'num':0}";

    @ParameterizedTest
    @MethodSource({"headers", "payloads", "json", "numbersAndStrings", "placeholders", "tooMuch"})
    void a_malformed_packet_is_a_violation_with_words_of_ours(String wire) {
        var decoder = Packets.decoder();

        assertThatThrownBy(() -> decoder.decode(text(wire)))
                .isInstanceOf(ProtocolViolation.class)
                .message()
                .isNotBlank()
                .hasSizeLessThan(60);
        org.assertj.core.api.Assertions.assertThat(decoder.isWaiting()).isFalse();
    }

    static Stream<String> headers() {
        return Stream.of(
                "",
                " ",
                "7",
                "9",
                "x",
                "-1",
                "\0",
                "é",
                "/",
                "[",
                "2/",
                "2/chat",
                "2/chat['a']",
                "2/chat,",
                "2/chat,1",
                "a0",
                "22",
                "2 1['a']",
                "2-1['a']",
                "2+1['a']",
                "21.5['a']",
                "21e3['a']",
                "29007199254740992['a']",
                "299999999999999999999['a']",
                "201234567890123456['a']",
                "5['a']",
                "5-['a']",
                "51['a']",
                "5-1-['a']",
                "5a-['a']",
                "511-['a']",
                "5999999999999999999999-['a']",
                "51,['a']",
                "51",
                "51-",
                "50-['a']",
                "51.0-['a']",
                "51 -['a']",
                "5/a,1-['a']",
                "6['a']",
                "61-['a']",
                "62-0",
                "01",
                "0/a,1{}",
                "15",
                "1/a,5",
                "45'x'");
    }

    static Stream<String> payloads() {
        return Stream.of(
                "2",
                "2{}",
                "2[]",
                "2null",
                "2true",
                "2'a'",
                "2[null]",
                "2[true]",
                "2[{}]",
                "2[[]]",
                "2[['a']]",
                "2['connect']",
                "2['connect_error']",
                "2['disconnect']",
                "2['disconnecting']",
                "2['newListener']",
                "2['removeListener']",
                "2['\\u0063onnect']",
                "3",
                "3[]",
                "31",
                "31{}",
                "31'a'",
                "31null",
                "0[]",
                "0null",
                "0'a'",
                "01",
                "0true",
                "0/a,[]",
                "1{}",
                "1[]",
                "1'x'",
                "1null",
                "4",
                "4[]",
                "4null",
                "41",
                "4true");
    }

    static Stream<String> json() {
        return Stream.of(
                "2['a'",
                "2['a',",
                "2['a',]",
                "2[,'a']",
                "2['a',,1]",
                "2['a'}",
                "2['a']]",
                "2['a']x",
                "2['a'] 1",
                "2['a']{}",
                "2['a' 1]",
                "2['a',{]",
                "2['a',{'b'}]",
                "2['a',{'b':}]",
                "2['a',{'b':1,}]",
                "2['a',{b:1}]",
                "2['a',{1:1}]",
                "2['a',{'b' 1}]",
                "2['a',{'b':1]",
                "2['a',[1}]",
                "2['a',{,}]",
                "2['a',{'b':1 'c':2}]",
                "2['a',undefined]",
                "2['a',tru]",
                "2['a',True]",
                "2['a',nul",
                "2['a',nulll]",
                "2['a',NaN]",
                "2['a',Infinity]",
                "2['a',-Infinity]",
                "2['a']\0",
                "2\uFEFF['a']",
                "2['a',/**/1]",
                "2['a',\u00a01]",
                "2['a',\u000b1]",
                "0{",
                "0{}}",
                "0{'a':1}x",
                "4{",
                "4'",
                "4'x'y");
    }

    static Stream<String> numbersAndStrings() {
        return Stream.of(
                "2['a',01]",
                "2['a',-]",
                "2['a',+1]",
                "2['a',.5]",
                "2['a',1.]",
                "2['a',1.e3]",
                "2['a',1e]",
                "2['a',1e+]",
                "2['a',0x10]",
                "2['a',1_000]",
                "2['a',--1]",
                "2['a',-01]",
                "2['a',1.2.3]",
                "2['a',1e1.5]",
                "2['a','\n']",
                "2['a','\t']",
                "2['a','\0']",
                "2['a','\\x41']",
                "2['a','\\u12']",
                "2['a','\\u12G4']",
                "2['a','\\']",
                "2['a','\\",
                "2['a','\\u",
                "2['a','b]",
                "2['a','\\8']",
                "2['a','\\U0041']");
    }

    static Stream<String> placeholders() {
        return Stream.of(
                "51-['a']",
                "51-['a',{'_placeholder':true,'num':1}]",
                "51-['a',{'_placeholder':true,'num':-1}]",
                "51-['a',{'_placeholder':true,'num':0.5}]",
                "51-['a',{'_placeholder':true,'num':0.0}]",
                "51-['a',{'_placeholder':true,'num':0e0}]",
                "51-['a',{'_placeholder':true,'num':'0'}]",
                "51-['a',{'_placeholder':true,'num':null}]",
                "51-['a',{'_placeholder':true,'num':[0]}]",
                "51-['a',{'_placeholder':true}]",
                "51-['a',{'_placeholder':true,'num':00}]",
                "51-['a',{'_placeholder':true,'num':99999999999999999999}]",
                "51-['a',{'_placeholder':true,'num':4294967296}]",
                "51-['a'," + PLACEHOLDER + ",{'_placeholder':true,'num':1}]",
                "52-['a'," + PLACEHOLDER + "]",
                "52-['a'," + PLACEHOLDER + "," + PLACEHOLDER + "]",
                "51-['a'," + PLACEHOLDER + ",{'_placeholder':true,'num':0,'x':1}]",
                "51-['a'," + PLACEHOLDER + ",{'x':1,'_placeholder':true,'num':0}]",
                "51-['a'," + PLACEHOLDER + ",{'_placeholder':true,'_placeholder':true,'num':0}]",
                "51-['a'," + PLACEHOLDER + ",{'_placeholder':true,'num':0,'num':0}]",
                "51-['a',{'_placeholder':false,'num':0}]",
                "51-['a',{'_placeholder':1,'num':0}]",
                "51-['a',{'_Placeholder':true,'num':0}]",
                "51-[" + PLACEHOLDER + "]",
                "51-['connect'," + PLACEHOLDER + "]",
                "51-" + PLACEHOLDER,
                "61-" + PLACEHOLDER,
                "61-['a'," + PLACEHOLDER + "]");
    }

    static Stream<String> tooMuch() {
        return Stream.of(
                "2['a'," + "[".repeat(512) + "]".repeat(512) + "]",
                "2['a'," + "{'a':".repeat(512) + "1" + "}".repeat(512) + "]",
                "0" + "{'a':".repeat(513) + "1" + "}".repeat(513),
                "2" + "[".repeat(100_000),
                "2['a'," + "1".repeat(1001) + "]",
                "2['a',1e" + "1".repeat(1000) + "]",
                "2['a',-0." + "1".repeat(1000) + "]",
                "2['a',{'" + "n".repeat(50_001) + "':1}]",
                "2['" + "n".repeat(1025) + "']",
                "2/" + "n".repeat(1024) + ",['a']",
                "2[" + "1".repeat(1001) + "]",
                "511-['a'" + ("," + PLACEHOLDER).repeat(11) + "]",
                "5" + "1".repeat(100_000) + "-['a']",
                "2" + "1".repeat(100_000) + "['a']");
    }
}
