package dev.parley.it.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("live")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ChatPageTest {
    private static final double BACK_WITHIN_MS = 30_000;

    private static Browsers browsers;

    private DemoProcess demo;
    private ChatWindow ada;
    private ChatWindow grace;

    @BeforeAll
    static void startBrowser() {
        browsers = Browsers.start();
    }

    @AfterAll
    static void stopBrowser() {
        if (browsers != null) {
            browsers.close();
        }
    }

    @BeforeEach
    void startDemo() {
        demo = DemoProcess.start(0);
        ada = new ChatWindow(browsers.browser(), 1180, 760, ColorScheme.LIGHT);
        grace = new ChatWindow(browsers.browser(), 390, 760, ColorScheme.DARK);
    }

    @AfterEach
    void stopDemo() {
        List<String> faults = new java.util.ArrayList<>(ada.faults());
        faults.addAll(grace.faults());
        ada.close();
        grace.close();
        demo.close();
        assertThat(faults).isEmpty();
    }

    @Test
    void two_people_talk_and_see_each_other_typing() {
        bothEnter("lobby");

        grace.type("Good mor");
        assertThat(ada.find("#typing")).containsText("Grace is typing");
        grace.say("Good morning");
        ada.say("Hello Grace");

        assertThat(ada.messages("Good morning")).hasCount(1);
        assertThat(grace.messages("Hello Grace")).hasCount(1);
        assertThat(ada.find("#typing")).isEmpty();
        assertThat(ada.find(".receipt")).containsText("Delivered");
        ada.screenshot("chat");
        grace.screenshot("chat-phone");
    }

    @Test
    void an_image_arrives_byte_for_byte() throws IOException {
        byte[] picture = picture();
        bothEnter("gallery");

        grace.show(new FilePayload("noise.png", "image/png", picture));

        assertThat(ada.messages().first()).isVisible();
        assertThat(ada.lastImage()).isEqualTo(picture);
        ada.screenshot("image");
    }

    @Test
    void an_image_over_the_limit_is_refused_before_it_is_sent() {
        bothEnter("gallery");

        ada.find("#file").setInputFiles(new FilePayload("big.png", "image/png", new byte[2 * 1024 * 1024 + 1]));

        assertThat(ada.find("#composer-note")).containsText("at most 2 MB");
        assertThat(ada.find("#attachment")).isHidden();
    }

    @Test
    void others_see_the_transport_change_from_polling_to_websocket() {
        ada.enter(demo.url(), "Ada", "lobby");
        grace.open(demo.url(), "lobby");
        grace.holdWebSockets();

        grace.join("Grace");
        assertThat(ada.person("Grace")).containsText("polling");
        grace.releaseWebSockets();

        assertThat(ada.person("Grace")).containsText("websocket");
        assertThat(ada.person("Grace").locator(".badge")).hasText("3.x-4.x");
        assertThat(grace.find("#me-transport")).containsText("websocket");
    }

    @Test
    void rooms_are_apart() {
        bothEnter("lobby");

        grace.find("#show-rooms").click();
        grace.find("#new-room-name").fill("tea kitchen");
        grace.find("#new-room-name").press("Enter");
        assertThat(grace.find("#room-name")).hasText("tea kitchen");
        assertThat(ada.find(".system").last()).containsText("Grace left");
        grace.say("Only the kettle hears me");
        assertThat(grace.find(".receipt")).containsText("Delivered");
        ada.say("Still in the lobby");
        assertThat(ada.find(".receipt")).containsText("Delivered");

        assertThat(ada.messages("kettle")).hasCount(0);
        assertThat(grace.messages("lobby")).hasCount(0);
        assertThat(ada.find("#rooms")).containsText("tea kitchen");
    }

    @Test
    void markup_of_others_stays_text() {
        String markup = "<img src=x onerror=\"document.title='broken in'\"><b>bold</b>";
        bothEnter("lobby");

        grace.say(markup);

        assertThat(ada.messages("onerror")).hasText(markup);
        assertThat(ada.find(".bubble img, .bubble b")).hasCount(0);
    }

    @Test
    void a_server_that_goes_away_is_shown_and_what_was_written_meanwhile_arrives_later() {
        bothEnter("lobby");

        demo.close();
        assertThat(ada.find("#banner")).containsText("Connection lost");
        ada.say("Written in the dark");
        assertThat(ada.find(".row-status").last()).containsText("Waiting to send");
        assertThat(ada.find("#banner")).containsText("attempt", new ContainsTextOptions().setTimeout(BACK_WITHIN_MS));
        ada.screenshot("offline");
        demo = DemoProcess.start(demo.port());

        assertThat(grace.messages("Written in the dark")).hasCount(1, new HasCountOptions().setTimeout(BACK_WITHIN_MS));
        assertThat(ada.messages("Written in the dark")).hasCount(1);
        assertThat(ada.find(".receipt")).containsText("Delivered");
        assertThat(ada.find("#app")).not().hasClass("app is-offline");
    }

    private void bothEnter(String room) {
        ada.enter(demo.url(), "Ada", room);
        grace.enter(demo.url(), "Grace", room);
        assertThat(ada.person("Grace")).hasCount(1);
    }

    private static byte[] picture() throws IOException {
        var image = new BufferedImage(480, 300, BufferedImage.TYPE_INT_RGB);
        var canvas = image.createGraphics();
        canvas.setPaint(new GradientPaint(0, 0, new Color(0xF6B26B), 0, 300, new Color(0x3D2B56)));
        canvas.fillRect(0, 0, 480, 300);
        canvas.dispose();
        // Noise keeps the file large: it travels in many pieces.
        Random random = new Random(4);
        for (int i = 0; i < 60_000; i++) {
            image.setRGB(random.nextInt(480), random.nextInt(300), random.nextInt(0x1000000));
        }
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}
