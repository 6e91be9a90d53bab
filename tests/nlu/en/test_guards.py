"""Guards of English orders: tables by kind, variants of genuine orders made by rule, and people's own requests."""

import re
from collections import Counter
from pathlib import Path

import pytest

from myna.nlu.en.guards import guard
from myna.nlu.en.normalise import normalise
from myna.nlu.en.order_verbs import ACTS, gerund, past

REQUESTS = Path(__file__).parents[4] / "shared" / "requests"

GUARDED = {
    "negation": """
        whatever you do leave the bed light off
        whatever happens, keep the heating off
        for heaven's sake leave the lights on
        i want you to leave the bed light on
        you should leave the bed light off
        whatever you do don't turn on the bed light
        whatever you do do not set an alarm
        just make sure the bed light stays off
        whatever else you do, leave the walkman alone
        the lights should stay on
        whatever you do, keep the kitchen lights on
        at any rate leave the blinds open
        no matter what, leave the heating on
        by all means leave the bed light on
        please just leave the hall light off for now
        whatever you do never turn off the freezer
        no matter what don't cancel the alarm
        in any case do not delete my list
        just leave the bed light off tonight
        i'd like you to keep the lights off
        think about setting an alarm
        consider setting an alarm
        make sure nobody deletes my list
        no, not an alarm
        forget about setting an alarm
        scrap the idea of an alarm
        far be it from me to set an alarm
        leave my alarm as it is
        leave the kitchen lights on
        keep the front door locked
        quit messing with the lights
        hands off the lights
        let anna set the alarm
        get tom to set a timer
        i need no alarm
        i said nothing about an alarm
        don't turn on the lamp
        Don't turn on the lamp!
        dont turn on the lamp
        do not set an alarm
        please don't set an alarm for six
        could you please not turn on the radio
        can you not open the blinds
        never turn off the heating
        never ever unlock the door
        no need to set a timer
        there is no need to wake me up
        there's no reason to turn on the light
        you don't need to add milk to the list
        you do not have to remind me to call mum
        i don't want you to set an alarm
        i'd rather you didn't turn up the volume
        i would prefer it if you didn't turn on the lamp
        i told you not to turn on the lamp
        i didn't ask you to set a timer
        i never said turn on the lamp
        nobody asked you to turn off the radio
        you must not open the garage
        you shouldn't turn on the oven
        let's not set an alarm tomorrow
        no don't turn that on
        okay so don't start the timer yet
        make sure you don't delete my list
        be careful not to turn off the freezer
        stop turning on the lamp
        avoid turning on the light
        would you mind not turning off the lamp
        under no circumstances turn on the heating
        on no account open the door
        don't remind me to call mum
        don't you dare turn on the radio
        not the lamp
        turn on the radio not the lamp
        turn on the radio but don't turn on the lamp
        don't ever wake me up at five again
        i forbid you to open the window
        i can't turn off the lamp
        refrain from turning on the heating
        turn on the radio without turning on the lamp
        please do not please turn it off
        i don't think you should turn on the lamp
        you never turn off the lamp
    """,
    "question": """
        can the baby hear the alarm
        could the alarm be wrong
        whether to set an alarm or not is the question
        the timer, has it started yet
        you will wake me at seven right
        is the lamp on
        Is the kitchen lamp on?
        are the lights off
        did you turn off the heating
        who turned on the radio
        should i set a timer
        shall i turn on the lamp
        why did you set an alarm
        why didn't you wake me up
        when did you turn on the lamp
        when will you turn on the lamp
        have you set the alarm
        has anyone turned off the oven
        how do i set an alarm
        how to set a timer
        are you turning on the lamp
        do you think i should set an alarm
        do i have to turn off the oven
        do you turn on the lamp in the evening
        could you tell me if my alarm is set
        can you check if the lamp is on
        tell me whether the heating is on
        tell me why you turned on the lamp
        i wonder if i should set a timer
        i want to know who turned on the lamp
        do you know who set the alarm
        explain how to turn on the lamp
        show me how to set a timer
        teach me how to set an alarm
        is my alarm set
        do i have any alarms
        did i set an alarm
        is milk on my list
        when is my next alarm
        what time is my alarm set for
        how long is left on the timer
        was the radio on last night
        were the blinds open
        hey, did you set the timer
        um is the um lamp on
        and why is the lamp on
        who told you to turn on the lamp
        the kitchen lamp on?
        you set the alarm, didn't you?
        at what time did you wake me
        would it be bad to turn on the oven
        isn't the lamp on
        does the alarm ring on sundays
    """,
    "condition": """
        before setting the alarm check the time
        by setting an alarm you wake everyone
        if it rains set an alarm
        don't forget to turn on the lamp if it rains
        when i was young i set an alarm every day
        if it rains, set an alarm
        when i say turn on the lamp
        when i say go, set a timer
        unless i call, turn off the lamp
        turn on the lamp unless it is light
        turn on the lamp if it gets dark
        could you turn on the heating if it is cold
        set an alarm if tomorrow is a working day
        whenever the bell rings turn on the lamp
        turn on the lamp whenever i come home
        as soon as he arrives turn on the light
        turn off the radio as soon as mum calls
        once i am asleep turn off the lamp
        turn off the lamp once everyone is asleep
        turn on the lamp when i get home
        set a timer when the pizza is in
        only if it is cold turn on the heating
        turn on the heating only if it's cold
        every time i cough open the window
        next time i come home turn on the lamp
        as long as it is dark leave the lamp on
        remind me if it rains
        wake me up if it snows
        when it's seven turn on the lamp
        in case it rains close the windows
        after i leave turn off the lamp
        close the blinds before i come home
        please if anyone asks turn off the radio
        add milk to the list if it rains
        set a timer for ten minutes when the water boils
    """,
    "report": """
        girls put your coats on the list
        let janet know that the alarm is set
        we'll be back in ten minutes
        see you at six
        turn off everything except the bed light, he told me
        set a timer for ten minutes, she said
        turn on the bed light is what i said
        turn on the bed light was what she said
        set an alarm for six, my mother told me
        set a timer for ten minutes, is what i told him
        cancel all alarms, he told us
        turn off the lights, the teacher said
        turn on the bed light, that's what he said
        set an alarm for seven, those were her words
        add milk to the list, i told anna
        set a timer for five minutes were his words
        call anna and say set a timer for five minutes
        text tom and tell him set an alarm for six
        phone mum and say turn off the oven
        write to anna and say add milk to the list
        ring dad and tell him to set an alarm for six
        send a message to anna saying set a timer for five minutes
        email bob and ask him to turn on the lights
        message anna that she should set a timer for five minutes
        call anna and ask her to set a timer for five minutes
        go to anna and say set a timer for five minutes
        anna, set a timer for ten minutes
        tom, turn off the lights
        hey anna, set an alarm for six
        mum, wake me at six
        dad, add milk to the shopping list
        peter can you set a timer for ten minutes, please
        sarah, please turn the volume up
        turn on the bed light, they told me
        wake me at six, my boss told me
        delete everything, she told us
        set a timer for ten minutes is what she told me
        cancel my alarms is what i said
        set an alarm for six, that was what she said
        turn up the volume, he kept saying
        turn off the lights, said the man
        add eggs to the list, those were his exact words
        set an alarm for six, i said to tom
        phone tom and say set an alarm for six
        call my wife and tell her to turn on the heating
        text mum and say cancel the alarm
        call the office and say delete everything
        ring anna up and ask her to wake me at six
        message dad and say turn the volume down
        call bob and tell bob to set a timer for five minutes
        write anna a message that she should add milk to the list
        email my boss and say set a reminder for six
        go upstairs and tell anna to turn off the lights
        john, turn on the bed light
        hey tom, wake me at six
        maria, cancel the alarm
        grandma, set an alarm for six
        ok john, set a timer for ten minutes
        anna please set a timer for five minutes
        lisa, could you add milk to the list
        uncle bob, set a timer for an hour
        turn on the bed light and set a timer for ten minutes, she told me
        set a timer for ten minutes, is what i told him
        anna, turn off the lights and set a timer for ten minutes
        ask anna to set a timer for ten minutes
        tell tom to turn off the lights
        mary has a timer for ten minutes
        tom turn down the volume
        mum will you wake me at six
        it's quiet in here
        all i said was alarm
        sounds like the timer
        tom keeps saying cancel the timer
        by mistake i deleted the list
        i accidentally cancelled the timer
        my oven has a timer
        i'll be up at six
        i hardly ever set an alarm
        talk about the list
        about that alarm
        tell anna to set a timer for ten minutes
        tell my wife to cancel the alarm
        ask tom to add eggs to his list
        i just cancelled the timer
        i believed the alarm was set
        i can't believe you set an alarm for five
        it was me who cancelled the timer
        it wasn't me who set the alarm
        that alarm was way too early
        the alarm this morning was loud
        the car alarm is going off
        apparently you set an alarm every day
        reportedly the alarm rang
        tomorrow i will set an alarm
        next week i'm going to make a list
        although i set an alarm i overslept
        but i cancelled the alarm
        the word timer has five letters
        the phrase wake me up at six is in the song
        "wake me up before you go go" is a great song
        sing wake me up
        for example set a timer for ten minutes
        try saying set a timer for ten minutes
        the screen shows a timer for ten minutes
        dad gets up at five
        i get up at six every day
        we were woken at six
        i was woken up at five
        i had an alarm for six
        there used to be an alarm at six
        my friend tom will wake me at six
        tom can set the alarm
        mum will set the timer
        dad is setting an alarm
        anna has an alarm at six
        anna wants the kitchen lights off
        the kitchen lights are too yellow he said
        setting an alarm is easy
        an alarm at six is too early
        ten minutes is too long for a timer
        my alarm clock is broken
        nice timer
        good that you set an alarm
        it gets louder at night
        he said turn on the lamp
        she told me to turn on the lamp
        yesterday i set a timer
        in the film they turn the volume up
        in the but she says set a timer
        and somebody told me to open the door
        i sandy timer for ten minutes yesterday
        please set a timer for ten minutes last night
        i was going to set an alarm
        you turned on the lamp yesterday
        you add milk to the shopping list
        you just turn the volume up
        we set an alarm for seven
        i used to set an alarm
        they always turn the lights off
        i already set the timer
        last night i asked you to set an alarm
        mum asked him to turn on the lamp
        people often say turn on the lamp
        i heard him say turn on the lamp
        in the book the man says turn off the light
        my brother wants to turn on the lamp
        john said turn on the lamp
        i usually set an alarm
        i will turn on the lamp myself
        i am setting a timer on my phone
        i have set an alarm
        i've put milk on the list
        i'm going to turn on the lamp
        we have set the timer
        she set the alarm last week
        the song goes turn the lights down low
        we turned on the heating last night
        i just turned the lamp off
        the lamp is on
        the kitchen lights are already off
        tom told me to set a timer
        he always sets an alarm for six
        once upon a time a boy turned on a lamp
        on tv they said set your alarms
        somebody turned on the radio
        i forgot to set my alarm
        two days ago i set an alarm
    """,
    "hypothetical": """
        perhaps we'll set an alarm for eight
        i guess i'll add tea to the list
        a timer for ten minutes would have been enough
        i ought to have added milk
        as if i'd ever set an alarm for four
        had i set an alarm i would be on time
        with an alarm at six i'd be tired
        what would happen if i turned on the lamp
        what happens if i turn on the oven
        what if you set an alarm
        imagine you turn on the lamp
        suppose i turn off the heating
        let's pretend you turn on the lamp
        let's say i set an alarm for six
        pretend to turn off the radio
        you could have turned on the lamp
        hypothetically turn on the lamp
        if only you would turn on the lamp
        i could turn on the lamp
    """,
    "withdrawal": """
        we don't need bread any more
        we no longer need milk
        i don't need the alarm any more
        i no longer need the five pm alarm
        i don't want eggs
        never mind the alarm
        no more alarms
    """,
    "retraction": """
        turn on the bed light, or rather don't
        set an alarm for six or rather don't
        turn on the bed light or maybe don't
        turn off the lights, or better not
        set a timer for ten minutes, or perhaps not
        add milk to the list, well, better not
        set an alarm for seven, or don't, i don't care
        turn on the walkman or no don't
        cancel my alarm, no, rather don't
        set a timer for ten minutes, ah no leave it
        wake me at six, or actually let's not
        turn off the bed light, or rather not
        wake me at seven, or maybe not
        delete my shopping list or wait don't do that
        set a timer for five minutes, or better still don't
        turn up the volume, or perhaps don't
        remind me to call mum, well maybe don't
        open the blinds, hmm better don't
        start the stopwatch, or let's not
        set an alarm for eight, but then again don't
        cancel the timer, or on second thought don't
        turn off the lights and set an alarm for six, or rather don't
        set a timer for ten minutes, no, never mind
        set an alarm for six, no wait, never mind
        add milk to the list, oh no we have milk, forget it
        cancel the pizza timer... no don't
        turn on the lamp no don't
        set an alarm for six just kidding
        don't do that
        turn on the lamp, i changed my mind
    """,
}

ORDERS = """
    computer, set a timer for ten minutes
    hey myna, set a timer for ten minutes
    please, set a timer for ten minutes
    sun cream needs to go on the packing list
    sun cream must go on my packing list
    remove cheese from the list i already have it
    myna, turn on the bed light
    okay computer, turn off the lights
    assistant, set an alarm for six
    quickly, set a timer for ten minutes
    tomorrow, wake me at six
    pasta, set a timer for ten minutes
    shopping list, add milk
    volume, set it to fifty percent
    now, turn off the lights
    alright, add milk to the list
    yes, set a timer for ten minutes
    great, set an alarm for six
    robot, set an alarm for six
    finally, set an alarm for six
    next, set a timer for ten minutes
    timer, ten minutes
    darling, set a timer for ten minutes
    mate, set a timer for ten minutes
    dude, cancel my timer
    whatever, set a timer for ten minutes
    actually, cancel the alarm
    whatever you do, wake me at six
    whatever happens, wake me up at seven
    remind me to leave the light on
    turn on the bed light or the walkman
    set a timer for ten minutes i said
    i said set a timer for ten minutes
    remind me to call anna and say happy birthday
    remind me to tell tom to set an alarm
    add call anna to my to do list
    set a reminder to text anna, call tom
    set an alarm for six called leave the house
    remind me to call anna and tell her to turn off the oven
    set a timer for ten minutes, thanks anna
    set a reminder for what she said
    remind me what he told me
    turn on the bed light, or rather the walkman
    set a timer for ten or rather fifteen minutes
    add milk, or rather oat milk, to the list
    set an alarm for six, or better seven
    cancel the timer, or better pause it
    volume down, anna is sleeping
    set a timer for five minutes, anna wants tea
    put anna on the list
    turn off the lights, the movie starts
    remind anna to call me
    computer turn off the lights
    hello myna, cancel the timer
    good morning, set an alarm for six
    tonight, wake me at eleven
    eggs, set a timer for six minutes
    first, set a timer for ten minutes
    come on, turn on the bed light
    hey you, set an alarm for six
    thanks, now set a timer for three minutes
    no, set an alarm for six
    also, add milk to the list
    buddy, cancel the alarm
    in the kitchen, turn on the light
    jarvis, set a timer for ten minutes
    cool, turn up the volume
    keep the timer running for five more minutes
    no matter what, wake me at six
    whatever you do, remind me to call mum
    set an alarm for six, mum says it's a big day
    remind me to phone anna and ask her about the keys
    set a timer for five minutes for what she said
    add bread and text anna to my to do list
    remind me to leave the bed light off
    turn it up, or rather down
    set an alarm for six or rather half past six
    cancel the alarm, or rather the timer
    set a reminder to tell mum about what he said
    remind me at six what the doctor told me
    please please set a timer for two minutes
    hey, wake me at six please
    call anna and turn off the lights
    text tom, then set a timer for five minutes
    leave a note for anna to call me
    write a note to tell tom to set the table
    take a note: tell tom to set the table
    remind me to ask anna to set the alarm
    add mary berry cake to the shopping list
    put tom on the list
    remind tom to call
    set an alarm called anna for six
    set a timer for anna for ten minutes
    come on set a timer for ten minutes
    no matter what happens, wake me at six
    in any case set an alarm for six
    set an alarm for six, my boss wants me early
    set a reminder that the doctor said no salt
    note that anna told me to come at six
    add the things he told me to the list
    set an alarm for six, that's what i want
    turn on the bed light, it's dark
    add milk, that's all
    wake me at six, tom needs a lift
    set a timer for ten minutes, or for eleven
    actually no, set a timer for ten minutes
    wait, set a timer for ten minutes
    keep the bed light on and set a timer for five minutes
    set a timer for five minutes and leave the lights on
    no, turn on the bed light
    well, set an alarm for six
    i can barely hear you
    before i forget add eggs to the list
    i was going to ask you to set a timer for ten minutes
    when you have a second set a timer for ten minutes
    could the alarm be set for six
    talk to me more slowly
    not so loud
    you speak too fast
    the day after tomorrow at noon remind me to ring the bank
    i've just put the pasta on, give me twelve minutes
    make sure i don't oversleep tomorrow
    my alarm should go off at six
    the volume is too low
    tell me to lock up at eight
    tell the vacuum to start
    i'd be grateful if you set a timer for ten minutes
    it would be great if you set an alarm
    don't forget to remind me to call mum
    don't forget to set an alarm for six
    do not forget to turn off the lamp
    never forget to wake me up at six
    don't let me forget my appointment
    don't let me sleep past seven
    please don't let me oversleep tomorrow
    don't let me miss my train at six
    don't forget the milk
    why don't you set a timer
    why don't you turn on the lamp
    why not set a timer for ten minutes
    why don't we set an alarm for six
    how about setting a timer for five minutes
    could you not play that any more
    don't play that again
    never mind
    nevermind
    never mind that
    never mind, cancel that
    never mind, set a timer for ten minutes
    stop
    stop it
    stop playing
    stop talking
    stop the music
    don't talk so fast
    don't speak so loudly
    don't be so loud
    please don't talk
    i don't want to hear this, stop
    can you set an alarm
    can you set an alarm for six
    could you please turn on the lamp
    would you turn off the light
    will you turn off the light please
    would you mind setting a timer
    do you mind turning off the lamp
    can i have a timer for ten minutes
    can i get an alarm for six
    could i have the lights on
    can we have the lights off
    may i have a timer for five minutes
    can someone turn off the lights
    can't you turn off the lamp
    are you able to set an alarm for six
    is it possible to turn on the lamp
    would it be possible to set a timer
    would you be so kind as to turn on the lamp
    do you think you could set a timer
    i was wondering if you could set an alarm
    i was hoping you could turn on the lamp
    i'd appreciate it if you could turn off the light
    it would be great if you could set a timer
    i want you to turn on the lamp
    i'd like you to turn off the radio
    i need you to set an alarm for six
    i want to set an alarm
    i'd like to set a timer
    i need to set an alarm for six
    i wanted to set an alarm for six
    i need an alarm for six
    i need a timer
    i want an alarm for six
    what i want is an alarm for six
    let's set a timer
    go ahead and set a timer
    do me a favor and turn on the lamp
    make sure to wake me up at six
    be sure to turn off the lamp
    you should turn on the lamp
    you can turn off the lamp now
    i said turn on the lamp
    if you can, set a timer
    if you could set a timer that would be great
    set a timer if you can
    turn off the lamp if you don't mind
    if you don't mind turn on the lamp
    if it's not too much trouble set a timer
    if possible wake me at six
    turn on the lamp if possible
    when you can, turn on the lamp
    when you get a chance turn off the lamp
    cancel my alarms if there are any
    remove all alarms if any
    add milk to the list if it's not already on it
    add bananas to my list unless i already did
    do i have milk on my list if not please add it
    are bananas on the list, if not can you add them
    remind me not to eat sugar
    remind me to not be late
    tell me not to forget
    remind me that i don't have to work
    remind me to ask if the shop is open
    remind me to tell him he said turn on the lamp
    remind me to never skip lunch
    remind me to call mum if it rains
    remind me why i don't smoke
    remind me to ask why he left
    set a reminder to not eat sugar
    set a reminder that he said no
    make a note that i don't like fish
    note that he told me to come at six
    add no-fat milk to the list
    add never let me go to my books list
    add don't worry be happy to my songs list
    add if i stay to my books list
    add what if to my books list
    put imagine on my songs list
    spell don't
    spell never
    define if
    set an alarm for six so i don't miss my bus
    wake me up at six or i won't get up
    wake me up early because i don't want to be late
    set an alarm for six in case i fall asleep
    wake me when it's seven
    wake me up when it is seven o'clock
    tell me when it's six
    tell me when ten minutes are up
    let me know when ten minutes have passed
    alert me when the timer ends
    set a timer while i cook
    turn on the lamp
    turn off the lamp
    turn the lamp on
    lamp on
    lights off
    turn on the lamp please
    set a timer for ten minutes
    timer for ten minutes
    ten minute timer please
    alarm at six
    an alarm for six please
    wake me up at six
    wake me at seven tomorrow
    remind me to buy milk
    remind me at six to call mum
    reminder to call mum
    set a reminder for tomorrow
    add milk and eggs to the list
    put milk on the shopping list
    remove milk from the list
    clear my list
    delete the alarm i set yesterday
    delete the list created yesterday
    remind me tomorrow like yesterday
    cancel the reminder from last night
    note that the plumber came yesterday
    cancel the timer you set earlier
    cancel the alarm
    cancel my six o'clock alarm, i'm up
    turn off the alarm i'm awake
    turn up the volume
    volume five
    louder
    be quiet
    mute
    pause the timer
    resume the timer
    flip a coin
    roll a die
    flip a coin and tell me if it's heads
    do a coin flip
    have an alarm set for three
    have my coffee ready at seven
    do the coin flip
    tell me a joke
    tell me the time
    repeat that
    say that again
    read my list
    list my alarms
    show my timers
    dim the lights
    make it warmer
    it's too dark turn on the lamp
    it is too loud
    i'm cold turn on the heating
    the lamp is on, please turn it off
    i just put the pasta on, remind me in ten minutes
    i am leaving, can you turn off the lights
    okay now turn on the lamp thanks
    um turn uh on the lamp
    hey turn on the radio
    yes set an alarm
    no, set it for seven
    no set the alarm for seven
    actually make that ten minutes
    move my alarm to seven
    change the alarm from six to seven
    set an alarm for six every weekday
    set a timer for one hour and thirty minutes
    turn the volume up and set a timer for ten minutes
    what about a timer for ten minutes
    start the stopwatch
    convert five miles to kilometres
    take a note
    good night
    thank you
"""

VARIANTS = {
    "negation": """
        don't {order} | do not {order} | please don't {order} | never {order} | i don't want you to {order} |
        dont {order} |
        you don't need to {order} | there's no need to {order} | can you not {order} | i'd rather you didn't {order} |
        i never said {order} | i didn't ask you to {order} | no don't {order} | make sure you don't {order} |
        {order} no don't | {order} never mind | under no circumstances {order} | let's not {order} | stop {doing} |
        i told you not to {order} | you must not {order} | would you mind not {doing} | you shouldn't {order}
    """,
    "question": """
        why did you {order} | did you {order} | should i {order} | when did you {order} | have you {did} | who {did} |
        did i {order} | do you {order} | how do i {order} | are you {doing} | why are you {doing} |
        did someone {order} |
        could you tell me if you {did} | do you think i should {order} | who told you to {order} |
        tell me how to {order} |
        i wonder if i should {order} | why didn't you {order} | is it time to {order} | do i have to {order}
    """,
    "condition": """
        if it rains {order} | when i say so {order} | unless i call {order} | as soon as he arrives {order} |
        whenever the bell rings {order} | if he asks {order} | only if it's cold {order} | once i am asleep {order} |
        if the door opens then {order} | every time i cough {order} | next time i come home {order} |
        after i leave {order} | in case it rains {order} | when my mother comes {order}
    """,
    "report": """
        he said {order} | she told me to {order} | yesterday i {did} | in the film they {order} | my wife says {order} |
        you {did} yesterday | they always {order} | the teacher said {order} | last night i asked you to {order} |
        mum asked him to {order} | people often say {order} | in the book the man says {order} |
        he asked me to {order} | children {order} |
        repeat after me {order} |
        my brother wants to {order} | john said {order} | i usually {order} | she {did} last week | we {did} last night
    """,
    "hypothetical": """
        imagine you {order} | what would happen if you {order} | suppose i {order} | pretend to {order} |
        what if you {order} | what happens if i {order} | let's pretend you {order} | you could have {did}
    """,
}

PLAIN = (
    "turn on the kitchen lamp",
    "set an alarm for six",
    "set a timer for ten minutes",
    "add milk to the shopping list",
    "remind me to call mum at six",
    "turn the volume up",
    "cancel my alarm",
    "wake me up at seven",
    "put eggs on my list",
    "open the blinds",
)

CHANGING = frozenset(
    """
    alarm alarm_set alarm_remove timer reminder_update shopping_list_update todo_list_update change_volume
    audio_volume_down audio_volume_up audio_volume_mute smart_home iot_hue_lightchange iot_hue_lightdim iot_hue_lightoff
    iot_hue_lighton iot_hue_lightup iot_wemo_on iot_wemo_off iot_cleaning iot_coffee lists_createoradd lists_remove
    change_speed
    """.split()  # noqa: SIM905
)


def _lines(table: str) -> list[str]:
    return [line.strip() for line in table.strip().splitlines()]


def _requests() -> list[str]:
    """What people ask a voice assistant to change."""
    if not REQUESTS.is_dir():
        pytest.skip("needs the requests in ../shared/requests")
    found = []
    for name in ("clinc150", "hwu64", "slurp"):
        for line in (REQUESTS / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
            label, text = line.split("\t")[:2]
            if label in CHANGING:
                found.append(re.sub(r"\[\w+ : ([^\]]*)\]", r"\1", text))
    return found


def _variants(order: str) -> list[str]:
    verb, _, rest = order.partition(" ")
    forms = {"order": order, "doing": f"{gerund(verb)} {rest}", "did": f"{past(verb)} {rest}"}
    return [form.strip().format(**forms) for table in VARIANTS.values() for form in table.split("|")]


@pytest.mark.parametrize(("kind", "sentence"), [(kind, line) for kind in GUARDED for line in _lines(GUARDED[kind])])
def test_what_is_no_order_is_guarded(kind: str, sentence: str) -> None:
    found = guard(sentence)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize("sentence", _lines(ORDERS))
def test_an_order_is_not_guarded(sentence: str) -> None:
    assert guard(sentence) is None


def test_the_tables_are_large() -> None:
    assert sum(len(_lines(table)) for table in GUARDED.values()) >= 150
    assert len(_lines(ORDERS)) >= 150


def test_a_guard_shows_its_words() -> None:
    found = guard("Please don't turn on the lamp")
    assert found is not None
    assert found.words == "don't"


@pytest.mark.parametrize("order", PLAIN)
def test_variants_of_an_order_are_guarded(order: str) -> None:
    assert [sentence for sentence in _variants(order) if guard(sentence) is None] == []


def test_variants_of_what_people_say_are_guarded() -> None:
    orders = sorted({normalise(text).text for text in _requests() if guard(text) is None})[::6]
    orders = [order for order in orders if order.split()[0] in ACTS]
    assert len(orders) > 200
    variants = [sentence for order in orders for sentence in _variants(order)]
    through = [sentence for sentence in variants if guard(sentence) is None]
    assert len(through) <= len(variants) // 1000, through


def test_few_of_the_orders_that_people_give_are_guarded() -> None:
    requests = _requests()
    stopped = Counter(found.kind for text in requests if (found := guard(text)))
    others = sum(stopped[kind] for kind in ("negation", "condition", "report", "hypothetical"))
    assert others <= len(requests) // 100, stopped
    assert stopped["question"] <= len(requests) // 50, stopped


@pytest.mark.parametrize("sentence", ["", " ", "?", "...", "please", "um", "a " * 2000, "don't " * 300, "if " * 300])
def test_any_text_is_looked_at(sentence: str) -> None:
    found = guard(sentence)
    assert found is None or found.words
